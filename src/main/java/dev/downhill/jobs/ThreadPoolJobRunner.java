package dev.downhill.jobs;

import dev.downhill.training.Interruption;
import dev.downhill.training.Outcome;
import dev.downhill.training.Trainer;
import dev.downhill.training.Trajectory;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Runs jobs on a fixed number of threads, with a bounded queue before them. */
@Component
final class ThreadPoolJobRunner implements JobRunner {
    private static final Logger log = LoggerFactory.getLogger(ThreadPoolJobRunner.class);

    private final Clock clock;
    private final Duration maxRunTime;
    private final Duration retryAfter;
    private final ThreadPoolExecutor executor;
    private volatile boolean stopping;

    ThreadPoolJobRunner(JobsProperties properties, Clock clock) {
        this.clock = clock;
        this.maxRunTime = properties.maxRunTime();
        this.retryAfter = properties.retryAfter();
        int threads = properties.threadCount();
        this.executor = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(properties.queueLength()),
                Thread.ofPlatform().name("training-", 1).daemon().factory());
        log.info("training on {} threads with {} kernels", threads, Trainer.kernels());
    }

    @Override
    public void submit(Job job) {
        try {
            executor.execute(() -> run(job));
        } catch (RejectedExecutionException e) {
            throw new QueueFull(retryAfter);
        }
    }

    /** Whatever a run throws, an error too, is the end of its job alone. */
    private void run(Job job) {
        try {
            var trainer = new Trainer(job.specification());
            job.start(seen(trainer), clock.instant());
            job.succeed(trainer.run(interruption()), clock.instant());
        } catch (Throwable e) {
            log.warn("job {} failed", job.id(), e);
            job.fail(
                    e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage()),
                    clock.instant());
        }
    }

    private Interruption interruption() {
        long deadline = System.nanoTime() + maxRunTime.toNanos();
        return () -> {
            if (stopping) {
                return Outcome.CANCELLED;
            }
            return System.nanoTime() - deadline > 0 ? Outcome.TIMED_OUT : null;
        };
    }

    private static Job.Run seen(Trainer trainer) {
        return new Job.Run() {
            @Override
            public Trajectory trajectory() {
                return trainer.trajectory();
            }

            @Override
            public long step() {
                return trainer.step();
            }
        };
    }

    @PreDestroy
    void stop() {
        stopping = true;
        executor.shutdown();
    }
}
