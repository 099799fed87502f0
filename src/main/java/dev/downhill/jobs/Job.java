package dev.downhill.jobs;

import dev.downhill.training.Outcome;
import dev.downhill.training.TrainingResult;
import dev.downhill.training.Trajectory;
import dev.downhill.training.specification.JobSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A job from its submission to its end.
 *
 * <p>Its state is one immutable {@link State}, replaced at each transition; any thread may look at it.
 */
final class Job {
    private final String id;
    private final long number;
    private final JobSpecification specification;
    private final Instant createdAt;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile State state = new State(JobStatus.QUEUED, null, null, null, null, null);

    /**
     * What changes in the course of a job's life.
     *
     * @param run the run, from the moment it starts
     * @param error why the job failed
     */
    record State(
            JobStatus status,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Run run,
            @Nullable TrainingResult result,
            @Nullable String error) {

        @Nullable
        Trajectory trajectory() {
            return run == null ? null : run.trajectory();
        }

        @Nullable
        Outcome outcome() {
            return result == null ? null : result.outcome();
        }
    }

    /** What can be seen of a run while it goes on. */
    interface Run {
        Trajectory trajectory();

        long step();
    }

    /** @param number its place in the order of submission */
    Job(String id, long number, JobSpecification specification, Instant createdAt) {
        this.id = id;
        this.number = number;
        this.specification = specification;
        this.createdAt = createdAt;
    }

    String id() {
        return id;
    }

    long number() {
        return number;
    }

    JobSpecification specification() {
        return specification;
    }

    Instant createdAt() {
        return createdAt;
    }

    State state() {
        return state;
    }

    JobStatus status() {
        return state.status();
    }

    /** Returns about how many bytes the job's data and trajectory take. */
    long bytes() {
        Trajectory trajectory = state.trajectory();
        return specification.bytes() + (trajectory == null ? 0 : trajectory.bytes());
    }

    void start(Run run, Instant now) {
        become(new State(JobStatus.RUNNING, now, null, run, null, null));
    }

    void succeed(TrainingResult result, Instant now) {
        JobStatus status = result.outcome() == Outcome.CANCELLED ? JobStatus.CANCELLED : JobStatus.SUCCEEDED;
        become(new State(status, state.startedAt(), now, state.run(), result, null));
    }

    void fail(String error, Instant now) {
        become(new State(JobStatus.FAILED, state.startedAt(), now, state.run(), null, error));
    }

    private synchronized void become(State next) {
        if (!state.status().canBecome(next.status())) {
            throw new IllegalStateException("job " + id + " cannot go from " + state.status() + " to " + next.status());
        }
        state = next;
        if (next.status().hasEnded()) {
            ended.countDown();
        }
    }

    /** Waits until the job has ended, at most for a time; returns whether it has. */
    boolean awaitEnd(Duration atMost) throws InterruptedException {
        return ended.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }
}
