package dev.downhill.jobs;

import dev.downhill.explain.diagnosis.Diagnosis;
import dev.downhill.scheduling.Changes;
import dev.downhill.specification.JobSpecification;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.record.Checkpoints;
import dev.downhill.training.record.Recorder;
import dev.downhill.training.record.Trajectory;
import dev.downhill.training.replay.Fork;
import dev.downhill.training.run.Outcome;
import dev.downhill.training.run.Progress;
import dev.downhill.training.run.Trainer;
import dev.downhill.training.run.TrainingResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A job from its submission to its end.
 *
 * <p>Its state is one immutable {@link State}, replaced at each transition; any thread may look at it.
 */
public final class Job {
    private final String id;
    private final long number;
    private final JobSpecification specification;
    private final Instant createdAt;
    private final String client;
    private final Checkpoint start;
    private final @Nullable ForkOf forkOf;
    private final JobMemory memory;
    /** The bytes that do not change, because the store adds up those of all running jobs for each new one. */
    private final long ownBytes;

    private final Changes changes = new Changes();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable String cancelReason;
    private volatile State state = new State(JobStatus.QUEUED, null, null, null, null, List.of(), null);

    /**
     * The part of a job that changes during its life.
     *
     * @param run the run, from the moment it starts
     * @param diagnosis what was wrong with the run
     * @param error why the job failed, or why it was cancelled
     */
    public record State(
            JobStatus status,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Run run,
            @Nullable TrainingResult result,
            List<Diagnosis> diagnosis,
            @Nullable String error) {

        @Nullable
        public Trajectory trajectory() {
            return run == null ? null : run.trajectory();
        }

        @Nullable
        public Outcome outcome() {
            return result == null ? null : result.outcome();
        }
    }

    /** The part of a run that requests read, during the run and after its end; it holds no graph and no buffer. */
    public record Run(Trajectory trajectory, Progress progress, Checkpoints checkpoints) {
        public static Run of(Trainer trainer) {
            return new Run(trainer.trajectory(), trainer.progress(), trainer.checkpoints());
        }

        /**
         * Returns a run of another process, as far as it is known here.
         *
         * @param checkpoints the states that are known of it
         */
        public static Run elsewhere(JobSpecification specification, Checkpoint start, Checkpoints checkpoints) {
            var recorder = new Recorder(specification, start);
            return new Run(recorder.trajectory(), new Progress(start.step()), checkpoints);
        }

        public long step() {
            return progress.step();
        }
    }

    /**
     * @param number the job's position in the order of submission
     * @param client the client that sent the job
     */
    public Job(String id, long number, JobSpecification specification, String client, Instant createdAt) {
        this(id, number, specification, Checkpoint.initial(specification), client, createdAt);
    }

    /** @param start the state before the first step */
    public Job(
            String id,
            long number,
            JobSpecification specification,
            Checkpoint start,
            String client,
            Instant createdAt) {
        this(id, number, new Fork(specification, start), null, JobMemory.uncounted(), client, createdAt);
    }

    /**
     * @param forkOf the origin of a fork; null for any other job
     * @param memory the job's bytes in the budget
     */
    public Job(
            String id,
            long number,
            Fork run,
            @Nullable ForkOf forkOf,
            JobMemory memory,
            String client,
            Instant createdAt) {
        this.memory = memory;
        this.start = run.start();
        this.forkOf = forkOf;
        this.id = id;
        this.number = number;
        this.specification = run.specification();
        this.client = client;
        this.createdAt = createdAt;
        this.ownBytes = JobMemory.BYTES_OF_A_JOB + specification.bytes() + start.bytes();
    }

    public String id() {
        return id;
    }

    /** Returns the path under which the service serves the job. */
    public String path() {
        return path(id);
    }

    static String path(String id) {
        return "/jobs/" + id;
    }

    public long number() {
        return number;
    }

    public JobSpecification specification() {
        return specification;
    }

    public Checkpoint start() {
        return start;
    }

    /** Returns the origin of a fork, or null for other jobs. */
    @Nullable
    public ForkOf forkOf() {
        return forkOf;
    }

    public JobMemory memory() {
        return memory;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public String client() {
        return client;
    }

    public State state() {
        return state;
    }

    public JobStatus status() {
        return state.status();
    }

    /** Returns a word that is another whenever the job looks otherwise. */
    public String version() {
        Run run = state.run();
        return status().text() + "-" + (run == null ? 0 : run.step());
    }

    /** Returns how many bytes the job takes: its data, text, trajectory and states, and the objects around them. */
    public long bytes() {
        State now = state;
        Trajectory trajectory = now.trajectory();
        TrainingResult result = now.result();
        Run run = now.run();
        return ownBytes
                + (run == null ? 0 : run.checkpoints().bytes())
                + (trajectory == null ? 0 : trajectory.bytes())
                + (result == null ? 0 : result.bytes());
    }

    /** Returns what tells of each change of the status, and of the steps of the run. */
    public Changes changes() {
        return changes;
    }

    /**
     * Begins the run, or goes on with one that another process began; returns false, and nothing begins, where the job has
     * ended.
     */
    public synchronized boolean start(Run run, Instant now) {
        if (status().hasEnded()) {
            return false;
        }
        run.progress().onSteps(changes::tell);
        Instant begun = state.startedAt() == null ? now : state.startedAt();
        become(new State(JobStatus.RUNNING, begun, null, run, null, List.of(), null));
        return true;
    }

    /** Returns the state with which a run ends that gave a result. */
    public State succeeded(TrainingResult result, List<Diagnosis> diagnosis, Instant now) {
        boolean cancelled = result.outcome() == Outcome.CANCELLED;
        JobStatus status = cancelled ? JobStatus.CANCELLED : JobStatus.SUCCEEDED;
        String reason = cancelled ? cancelReason : null;
        return new State(status, state.startedAt(), now, state.run(), result, diagnosis, reason);
    }

    /** Returns the state with which a job ends whose run failed. */
    public State failed(String error, Instant now) {
        return new State(JobStatus.FAILED, state.startedAt(), now, state.run(), null, List.of(), error);
    }

    /** Ends the job; returns false, and nothing happens, where it has ended already. */
    public synchronized boolean end(State end) {
        if (status().hasEnded()) {
            return false;
        }
        become(end);
        return true;
    }

    public void succeed(TrainingResult result, List<Diagnosis> diagnosis, Instant now) {
        become(succeeded(result, diagnosis, now));
    }

    /** Ends a job whose run failed; returns false, and nothing happens, where it has ended already. */
    public synchronized boolean fail(String error, Instant now) {
        return end(failed(error, now));
    }

    /** Takes over the state that the job has in another process; nothing happens where it has ended. */
    public synchronized void follow(State elsewhere) {
        if (!status().hasEnded() && elsewhere.status() != JobStatus.QUEUED) {
            become(elsewhere);
        }
    }

    /**
     * Cancels a job that waits, at once, or one that runs, after its step.
     *
     * @return false, and nothing happens, where it has ended
     */
    public synchronized boolean cancel(String reason, Instant now) {
        return cancelQueued(reason, now) || cancelRunning(reason);
    }

    /** Ends a job that waits; returns false, and nothing happens, where it does not wait. */
    public synchronized boolean cancelQueued(String reason, Instant now) {
        if (status() != JobStatus.QUEUED) {
            return false;
        }
        become(new State(JobStatus.CANCELLED, null, now, null, null, List.of(), reason));
        return true;
    }

    /** Lets a run end after its step; returns false, and nothing happens, where the job does not run. */
    public synchronized boolean cancelRunning(String reason) {
        if (status() != JobStatus.RUNNING) {
            return false;
        }
        cancelReason = reason;
        return true;
    }

    /** Returns whether a run is to end before its time. */
    public boolean isToBeCancelled() {
        return cancelReason != null;
    }

    private synchronized void become(State next) {
        if (!(state.status().canBecome(next.status()) || goesOn(next))) {
            throw new IllegalStateException("job " + id + " cannot go from " + state.status() + " to " + next.status());
        }
        state = next;
        changes.tell();
        if (next.status().hasEnded()) {
            ended.countDown();
        }
    }

    /** A run may go on with what another process has recorded of it. */
    private boolean goesOn(State next) {
        return state.status() == JobStatus.RUNNING && next.status() == JobStatus.RUNNING;
    }

    /** Waits until the job has ended, at most for a time; returns whether it has. */
    public boolean awaitEnd(Duration atMost) throws InterruptedException {
        return ended.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }
}
