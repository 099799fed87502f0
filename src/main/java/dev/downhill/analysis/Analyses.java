package dev.downhill.analysis;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/** Computes what requests ask for, a few at a time. */
@Component
public final class Analyses implements AutoCloseable {
    private final AnalysisProperties properties;
    private final ThreadPoolExecutor executor;

    Analyses(AnalysisProperties properties) {
        this.properties = properties;
        int threads = properties.threadCount();
        this.executor = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(properties.queueLength()),
                Thread.ofPlatform().name("analysis-", 1).daemon().factory());
    }

    /**
     * Waits for an analysis and returns what it found; its own exceptions come out of here.
     *
     * @param work is interrupted when its time is over
     * @throws AnalysesBusy if too many are waiting already
     * @throws AnalysisTooLong if it takes longer than one may
     */
    public <T> T run(Callable<T> work) {
        Future<T> future;
        try {
            future = executor.submit(work);
        } catch (RejectedExecutionException e) {
            throw new AnalysesBusy();
        }
        try {
            return future.get(properties.maxTime().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AnalysisTooLong(properties.maxTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("nobody waits any more");
        } catch (ExecutionException e) {
            throw unchecked(e.getCause() == null ? e : e.getCause());
        } finally {
            future.cancel(true);
            executor.purge();
        }
    }

    private static RuntimeException unchecked(Throwable thrown) {
        return switch (thrown) {
            case RuntimeException exception -> exception;
            case Error error -> throw error;
            default -> new IllegalStateException(thrown);
        };
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
