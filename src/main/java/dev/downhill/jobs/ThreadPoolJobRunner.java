package dev.downhill.jobs;

import dev.downhill.explain.diagnosis.Diagnosis;
import dev.downhill.memory.Reservation;
import dev.downhill.training.Interruption;
import dev.downhill.training.Outcome;
import dev.downhill.training.Trainer;
import dev.downhill.training.TrainingResult;
import dev.downhill.training.Trajectory;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs jobs on threads of this process, as many in each {@link Lane}.
 *
 * <p>It stops before the web server does: what waits is cancelled, what runs gets a time to end, so that readers see the end
 * of every job.
 */
@Component
final class ThreadPoolJobRunner implements JobRunner, SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ThreadPoolJobRunner.class);
    private static final String STOPPED = "the service shut down";

    private final Clock clock;
    private final JobsProperties properties;
    private final ExplainProperties explain;
    private final JobStore store;
    private final JobMetrics metrics;
    private final Waiting waiting;
    private final Set<Job> running = ConcurrentHashMap.newKeySet();
    private volatile Map<Lane, ThreadPoolExecutor> executors = Map.of();
    private volatile boolean accepting;

    ThreadPoolJobRunner(
            JobsProperties properties, ExplainProperties explain, JobStore store, JobMetrics metrics, Clock clock) {
        this.store = store;
        this.explain = explain;
        this.clock = clock;
        this.properties = properties;
        this.metrics = metrics;
        this.waiting = new Waiting(properties.clientQueueLength());
        for (Lane lane : Lane.values()) {
            metrics.watchLane(lane, () -> executors.get(lane));
        }
        log.info("training on {} threads a lane with {} kernels", properties.threadCount(), Trainer.kernels());
    }

    private ThreadPoolExecutor executor(Lane lane) {
        int threads = properties.threadCount();
        return new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(properties.queueLength()),
                Thread.ofPlatform()
                        .name("training-" + lane.text() + "-", 1)
                        .daemon()
                        .factory());
    }

    /** A job on its way through a queue; equal to another of the same job. */
    private record Task(ThreadPoolJobRunner runner, Job job) implements Runnable {
        @Override
        public void run() {
            runner.run(job);
        }
    }

    @Override
    public void submit(Job job) {
        if (!accepting) {
            throw new ShuttingDown();
        }
        if (!waiting.enter(job)) {
            throw QueueFull.ofClient(properties.retryAfter());
        }
        try {
            executorOf(job).execute(new Task(this, job));
        } catch (RejectedExecutionException e) {
            waiting.leave(job);
            throw QueueFull.ofAll(properties.retryAfter());
        }
    }

    @Override
    public void withdraw(Job job) {
        boolean unused = withdraw(job, executorOf(job));
    }

    /** Takes a job out of its queue; returns false, and nothing happens, where it waits no longer. */
    private boolean withdraw(Job job, ThreadPoolExecutor executor) {
        boolean waited = executor.remove(new Task(this, job));
        if (waited) {
            waiting.leave(job);
        }
        return waited;
    }

    private ThreadPoolExecutor executorOf(Job job) {
        ThreadPoolExecutor executor = executors.get(Lane.of(job.specification(), properties.shortWork()));
        if (executor == null) {
            throw new IllegalStateException("a lane without threads");
        }
        return executor;
    }

    /** Whatever a run throws, an error too, is the end of its job alone. */
    private void run(Job job) {
        waiting.leave(job);
        running.add(job);
        try (Reservation memory = job.memory().run(properties.maxRunTime())) {
            run(job, memory);
        } catch (Throwable e) {
            failed(job, e);
        } finally {
            running.remove(job);
            store.makeRoom();
        }
    }

    private void run(Job job, Reservation memory) {
        try {
            if (train(job)) {
                metrics.ended(job);
            }
        } catch (Throwable e) {
            failed(job, e);
        } finally {
            job.memory().keep(job.bytes(), memory);
        }
    }

    private void failed(Job job, Throwable e) {
        log.warn("job {} failed", job.id(), e);
        if (job.fail(causeOf(e), clock.instant())) {
            metrics.ended(job);
        }
    }

    /** Runs a job; returns false, and nothing happens, if it was cancelled while it waited. */
    private boolean train(Job job) {
        var trainer = new Trainer(job.specification(), job.start(), explain.checkpointsFrom(job.start()));
        if (!job.start(Job.Run.of(trainer), clock.instant())) {
            return false;
        }
        TrainingResult result = trainer.run(interruption(job));
        Instant end = clock.instant();
        job.succeed(result, diagnosis(job, trainer.trajectory(), result), end);
        return true;
    }

    /** What goes wrong while a run is looked at is no fault of the run. */
    private static List<Diagnosis> diagnosis(Job job, Trajectory trajectory, TrainingResult result) {
        try {
            return Diagnosis.of(job.specification(), job.start(), trajectory, result);
        } catch (RuntimeException e) {
            log.warn("job {} has no diagnosis", job.id(), e);
            return List.of();
        }
    }

    private static String causeOf(Throwable e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }

    private Interruption interruption(Job job) {
        long deadline = System.nanoTime() + properties.maxRunTime().toNanos();
        return () -> {
            if (job.isToBeCancelled()) {
                return Outcome.CANCELLED;
            }
            return System.nanoTime() - deadline > 0 ? Outcome.TIMED_OUT : null;
        };
    }

    @Override
    public void start() {
        var started = new EnumMap<Lane, ThreadPoolExecutor>(Lane.class);
        for (Lane lane : Lane.values()) {
            started.put(lane, executor(lane));
        }
        executors = started;
        accepting = true;
    }

    @Override
    public boolean isRunning() {
        return accepting;
    }

    @Override
    public void stop() {
        accepting = false;
        for (ThreadPoolExecutor executor : executors.values()) {
            executor.shutdown();
            for (Runnable task : executor.getQueue().toArray(new Runnable[0])) {
                Job job = ((Task) task).job();
                if (withdraw(job, executor) && job.cancel(STOPPED, clock.instant())) {
                    metrics.ended(job);
                }
            }
        }
        if (!awaitEnd(properties.shutdownGrace().toMillis())) {
            running.forEach(job -> job.cancel(STOPPED, clock.instant()));
            if (!awaitEnd(TimeUnit.SECONDS.toMillis(5))) {
                log.warn("{} jobs did not end", running.size());
            }
        }
    }

    private boolean awaitEnd(long millis) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            for (ThreadPoolExecutor executor : executors.values()) {
                long left = Math.max(0, deadline - System.nanoTime());
                if (!executor.awaitTermination(left, TimeUnit.NANOSECONDS)) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
