package dev.downhill.analysis;

import dev.downhill.scheduling.FairExecutor;
import dev.downhill.security.Caller;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/**
 * Runs the analyses of requests, a few at a time, in turn by client.
 *
 * <p>Analyses with a short estimate have their own thread, so that none waits behind a loss surface. An analysis that
 * turns out to be long starts again among the others.
 */
@Component
public final class Analyses implements AutoCloseable {
    /** The factor by which an analysis may exceed its longest estimate on the threads for short ones. */
    private static final int PATIENCE = 10;

    private final AnalysisProperties properties;
    private final FairExecutor brief;
    private final FairExecutor others;

    Analyses(AnalysisProperties properties) {
        this.properties = properties;
        this.brief = executor("analysis-short", properties.shortThreads());
        this.others = executor("analysis", properties.threadCount());
    }

    private FairExecutor executor(String name, int threads) {
        return new FairExecutor(name, threads, properties.queueLength(), properties.clientQueueLength());
    }

    /**
     * Waits for an analysis of unknown length and returns its result; rethrows its exceptions.
     *
     * @param work the work; it is interrupted at its time limit, counted from this call
     * @throws AnalysesBusy if the queue is full
     * @throws AnalysisTooLong if it exceeds the time limit
     */
    public <T> T run(Callable<T> work) {
        return run(work, others, deadline());
    }

    /**
     * Waits for an analysis, as {@link #run(Callable)} does.
     *
     * @param estimate the estimated duration
     * @param work the work; it may start twice, so it must not change anything
     */
    public <T> T run(Duration estimate, Callable<T> work) {
        long deadline = deadline();
        if (estimate.compareTo(properties.shortTime()) <= 0) {
            long impatient = System.nanoTime() + properties.shortTime().toNanos() * PATIENCE;
            try {
                return run(work, brief, deadline - impatient < 0 ? deadline : impatient);
            } catch (AnalysisTooLong | AnalysesBusy e) {
                return run(work, others, deadline);
            }
        }
        return run(work, others, deadline);
    }

    private long deadline() {
        return System.nanoTime() + properties.maxTime().toNanos();
    }

    private <T> T run(Callable<T> work, FairExecutor executor, long deadline) {
        String client = Caller.ofThisRequest();
        var task = new FutureTask<>(work);
        if (executor.submit(client, task) != FairExecutor.Admission.ACCEPTED) {
            throw new AnalysesBusy();
        }
        try {
            return task.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new AnalysisTooLong(properties.maxTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the client disconnected");
        } catch (ExecutionException e) {
            throw unchecked(e.getCause() == null ? e : e.getCause());
        } finally {
            // Also interrupts the thread that runs it.
            task.cancel(true);
            boolean unused = executor.withdraw(client, task);
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
        brief.close();
        others.close();
    }
}
