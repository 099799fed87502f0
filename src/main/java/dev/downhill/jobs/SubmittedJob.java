package dev.downhill.jobs;

import dev.downhill.training.record.Trajectory;
import dev.downhill.training.run.Outcome;
import dev.downhill.training.run.TrainingResult;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A job as another feature sees it that had it made: what becomes of it, and how to stop it. */
public final class SubmittedJob {
    private final Job job;
    private final Jobs jobs;

    SubmittedJob(Job job, Jobs jobs) {
        this.job = job;
        this.jobs = jobs;
    }

    /**
     * The status of a job, and its final loss.
     *
     * @param status the word in JSON
     * @param finalLoss of a job that has ended; null where it is not finite
     */
    public record Standing(
            String status,
            boolean ended,
            @Nullable Outcome outcome,
            @Nullable Double finalLoss) {}

    public String id() {
        return job.id();
    }

    /** Returns where it is served. */
    public String path() {
        return job.path();
    }

    public Standing standing() {
        Job.State state = job.state();
        TrainingResult result = state.result();
        return new Standing(
                state.status().text(),
                state.status().hasEnded(),
                state.outcome(),
                result == null ? null : result.finalLoss());
    }

    /** Returns what was recorded so far, or null where it has not begun. */
    public @Nullable Trajectory trajectory() {
        return job.state().trajectory();
    }

    /** Waits until the job has ended, at most for a time; returns whether it has. */
    public boolean awaitEnd(Duration atMost) throws InterruptedException {
        return job.awaitEnd(atMost);
    }

    /** Stops the job; nothing happens where it has ended. */
    public void cancel() {
        boolean unused = jobs.cancel(job);
    }
}
