package dev.downhill.jobs.execution;

import dev.downhill.explain.diagnosis.Diagnosis;
import dev.downhill.jobs.ExplainProperties;
import dev.downhill.jobs.FreedMemory;
import dev.downhill.jobs.Job;
import dev.downhill.jobs.JobMetrics;
import dev.downhill.jobs.JobQueue;
import dev.downhill.jobs.JobRunner;
import dev.downhill.jobs.JobStore;
import dev.downhill.jobs.JobsProperties;
import dev.downhill.jobs.Lane;
import dev.downhill.jobs.QueueFull;
import dev.downhill.jobs.ShuttingDown;
import dev.downhill.memory.BudgetTaken;
import dev.downhill.memory.ExceedsBudget;
import dev.downhill.memory.Reservation;
import dev.downhill.scheduling.Changes;
import dev.downhill.scheduling.FairExecutor;
import dev.downhill.survival.Survival;
import dev.downhill.training.record.Checkpoints;
import dev.downhill.training.record.Trajectory;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Outcome;
import dev.downhill.training.run.Resumption;
import dev.downhill.training.run.Trainer;
import dev.downhill.training.run.TrainingResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs jobs on threads of this process: the same number in each {@link Lane}, and in turn by client.
 *
 * <p>One thread watches the runs and repeatedly interrupts each one that must end, until it has ended: a run first leaves its
 * current step, then the evaluation of its result. On shutdown, the runner stops before the web server does, so that readers
 * see the end of every job: it hands jobs over to other processes, or else cancels queued ones and gives running ones some
 * time to end.
 */
@Component
final class ThreadPoolJobRunner implements JobRunner, SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ThreadPoolJobRunner.class);
    private static final String STOPPED = "the service shut down";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /** A run that is interrupted ends within a fraction of this. */
    private static final Duration MOST_TO_LEAVE_A_STEP = Duration.ofSeconds(5);

    private final Clock clock;
    private final JobsProperties properties;
    private final ExplainProperties explain;
    private final JobStore store;
    private final JobQueue queue;
    private final JobMetrics metrics;
    private final Survival survival;
    private final Map<Task, Interruption> running = new ConcurrentHashMap<>();

    /** The jobs whose runs stop here because they go on elsewhere. */
    private final Set<Job> abandoned = ConcurrentHashMap.newKeySet();

    private final Changes departures = new Changes();
    private volatile Map<Lane, FairExecutor> executors = Map.of();
    private volatile @Nullable Thread watch;
    private volatile boolean accepting;

    ThreadPoolJobRunner(
            JobsProperties properties,
            ExplainProperties explain,
            JobStore store,
            JobQueue queue,
            JobMetrics metrics,
            Survival survival,
            Clock clock) {
        this.store = store;
        this.queue = queue;
        this.explain = explain;
        this.clock = clock;
        this.properties = properties;
        this.metrics = metrics;
        this.survival = survival;
        for (Lane lane : Lane.values()) {
            metrics.watchLane(lane, () -> executors.get(lane));
        }
        log.info("Training on {} threads in each lane, with {} kernels", properties.threadCount(), Trainer.kernels());
    }

    private FairExecutor executor(Lane lane) {
        return new FairExecutor(
                "training-" + lane.text(),
                properties.threadCount(),
                properties.queueLength(),
                properties.clientQueueLength());
    }

    /** A job on its way through a queue; equal to another of the same job. */
    private record Task(ThreadPoolJobRunner runner, Job job) implements Runnable {
        @Override
        public void run() {
            runner.run(this);
        }
    }

    @Override
    public void submit(Job job, Lane lane) {
        admit(job, lane, FairExecutor::submit);
    }

    @Override
    public void goOn(Job job, Lane lane) {
        admit(job, lane, FairExecutor::submitFirst);
    }

    /** A way into the queue of a lane. */
    private interface Entrance {
        FairExecutor.Admission into(FairExecutor lane, String client, Runnable task);
    }

    private void admit(Job job, Lane lane, Entrance entrance) {
        if (!accepting) {
            throw new ShuttingDown();
        }
        FairExecutor executor = executors.get(lane);
        if (executor == null) {
            throw new IllegalStateException("a lane without threads");
        }
        switch (entrance.into(executor, job.client(), new Task(this, job))) {
            case ACCEPTED -> {}
            case CLIENT_SHARE_TAKEN -> throw QueueFull.ofClient(properties.retryAfter());
            case QUEUE_FULL -> throw QueueFull.ofAll(properties.retryAfter());
            case CLOSED -> throw new ShuttingDown();
        }
    }

    @Override
    public boolean isAccepting() {
        return accepting;
    }

    @Override
    public void withdraw(Job job) {
        var task = new Task(this, job);
        boolean unused = executors.values().stream().anyMatch(executor -> executor.withdraw(job.client(), task));
        departures.tell();
    }

    @Override
    public void abandon(Job job) {
        var task = new Task(this, job);
        if (!executors.values().stream().anyMatch(executor -> executor.withdraw(job.client(), task))
                && running.containsKey(task)) {
            abandoned.add(job);
            boolean unused = executors.values().stream().anyMatch(executor -> executor.interrupt(task));
        }
        departures.tell();
    }

    @Override
    public int free(Lane lane) {
        FairExecutor executor = executors.get(lane);
        return executor == null || !accepting
                ? 0
                : Math.max(0, properties.threadCount() - executor.running() - executor.waiting());
    }

    @Override
    public Changes departures() {
        return departures;
    }

    /** Runs a task; an exception or error ends only its own job. */
    private void run(Task task) {
        Job job = task.job();
        departures.tell();
        running.put(task, () -> job.status().hasEnded() || abandoned.contains(job) ? Outcome.CANCELLED : null);
        try (Reservation memory = job.memory().run(properties.maxRunTime())) {
            run(task, memory);
        } catch (Throwable e) {
            failed(task, e);
        } finally {
            leave(task);
            abandoned.remove(job);
            store.makeRoom();
            departures.tell();
        }
    }

    private void run(Task task, Reservation memory) {
        try {
            if (train(task, memory)) {
                metrics.ended(task.job());
            }
        } catch (Throwable e) {
            failed(task, e);
        } finally {
            if (task.job().status().hasEnded()) {
                task.job().memory().keep(task.job().bytes(), memory);
            }
        }
    }

    private void failed(Task task, Throwable e) {
        leave(task);
        Job job = task.job();
        if (e instanceof CancellationException && abandoned.contains(job)) {
            return;
        }
        boolean unused = survival.note(e);
        if (queue.end(job, job.failed(causeOf(e), clock.instant()))) {
            metrics.ended(job);
            log.warn("job {} failed", job.id(), e);
        }
    }

    /** Runs a job; returns false if it did not end here: it had ended before, or goes on elsewhere. */
    private boolean train(Task task, Reservation memory) {
        Job job = task.job();
        TrainingResult result = result(task);
        if (result == null) {
            return false;
        }
        List<Diagnosis> diagnosis = diagnosis(job, result, memory);
        leave(task);
        return queue.end(job, job.succeeded(result, diagnosis, clock.instant()));
    }

    /** Returns what a run gives, and nothing keeps its buffers then; null if the job has ended, or runs elsewhere. */
    private @Nullable TrainingResult result(Task task) {
        Job job = task.job();
        Instant now = clock.instant();
        JobQueue.Turn turn = queue.turn(job, now);
        if (turn == null) {
            return null;
        }
        Trainer trainer = trainer(job, turn.from());
        // The time that a run may take begins now; what went before was waiting.
        Interruption reason = reason(job);
        running.put(task, reason);
        return job.start(Job.Run.of(trainer), now) ? trainer.run(() -> taken(reason)) : null;
    }

    private Trainer trainer(Job job, @Nullable Resumption from) {
        Checkpoints checkpoints = explain.checkpointsFrom(job.start());
        return from == null
                ? new Trainer(job.specification(), job.start(), checkpoints)
                : new Trainer(job.specification(), job.start(), checkpoints, from);
    }

    /** Removes a task from the running ones, so that its thread is no longer interrupted for it. */
    private void leave(Task task) {
        running.remove(task);
        boolean unused = Thread.interrupted();
    }

    /**
     * Returns the findings about a run. Their graphs take the memory of the run's buffers. A failure of the diagnosis
     * does not fail the run.
     */
    private static List<Diagnosis> diagnosis(Job job, TrainingResult result, Reservation memory) {
        Job.Run run = Objects.requireNonNull(job.state().run());
        Trajectory trajectory = run.trajectory();
        long kept = trajectory.bytes() + run.checkpoints().bytes() + result.bytes();
        var room = new FreedMemory(memory, kept);
        try {
            return Diagnosis.within(room::take, job.specification(), job.start(), trajectory, result);
        } catch (CancellationException e) {
            return List.of();
        } catch (BudgetTaken | ExceedsBudget e) {
            log.info("job {} has no diagnosis: {}", job.id(), e.getMessage());
            return List.of();
        } catch (RuntimeException e) {
            log.warn("job {} has no diagnosis", job.id(), e);
            return List.of();
        }
    }

    private static String causeOf(Throwable e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }

    private Interruption reason(Job job) {
        long deadline = System.nanoTime() + properties.maxRunTime().toNanos();
        return () -> {
            if (abandoned.contains(job)) {
                throw new CancellationException("the run goes on elsewhere");
            }
            if (job.isToBeCancelled()) {
                return Outcome.CANCELLED;
            }
            return System.nanoTime() - deadline > 0 ? Outcome.TIMED_OUT : null;
        };
    }

    /** A run that takes the reason to end evaluates what it has, until it is interrupted again. */
    private static @Nullable Outcome taken(Interruption reason) {
        Outcome outcome = reason.outcome();
        if (outcome != null) {
            boolean unused = Thread.interrupted();
        }
        return outcome;
    }

    private void watch() {
        while (Thread.currentThread() == watch) {
            try {
                Thread.sleep(BETWEEN_LOOKS);
                running.forEach(this::interruptIfToEnd);
            } catch (InterruptedException e) {
                return;
            } catch (OutOfMemoryError e) {
                boolean unused = survival.note(e);
            }
        }
    }

    private void interruptIfToEnd(Task task, Interruption reason) {
        if (abandoned.contains(task.job()) || reason.outcome() != null) {
            boolean unused = executors.values().stream().anyMatch(executor -> executor.interrupt(task));
        }
    }

    @Override
    public void start() {
        var started = new EnumMap<Lane, FairExecutor>(Lane.class);
        for (Lane lane : Lane.values()) {
            started.put(lane, executor(lane));
        }
        executors = started;
        Thread watching = Thread.ofPlatform().name("training-watch").daemon().unstarted(this::watch);
        watch = watching;
        watching.start();
        accepting = true;
    }

    @Override
    public boolean isRunning() {
        return accepting;
    }

    @Override
    public void stop() {
        accepting = false;
        for (FairExecutor executor : executors.values()) {
            for (Runnable task : executor.shutdown()) {
                Job job = ((Task) task).job();
                if (!queue.handOver(job)) {
                    cancel(job);
                }
            }
        }
        for (Task task : running.keySet()) {
            if (queue.handOver(task.job())) {
                abandon(task.job());
            }
        }
        if (!awaitEnd(properties.shutdownGrace())) {
            running.keySet().forEach(task -> cancel(task.job()));
            if (!awaitEnd(MOST_TO_LEAVE_A_STEP)) {
                log.warn("{} jobs are still running after the grace period", running.size());
            }
        }
        watch = null;
        executors.values().forEach(FairExecutor::close);
    }

    private void cancel(Job job) {
        if (job.cancelQueued(STOPPED, clock.instant())) {
            metrics.ended(job);
        } else {
            boolean unused = job.cancelRunning(STOPPED);
        }
    }

    private boolean awaitEnd(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            for (FairExecutor executor : executors.values()) {
                long left = Math.max(0, deadline - System.nanoTime());
                if (!executor.awaitIdle(Duration.ofNanos(left))) {
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
