package dev.downhill.jobs;

import dev.downhill.training.record.Trajectory;
import dev.downhill.training.run.Outcome;
import dev.downhill.training.run.TrainingResult;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A job for the feature that submitted it: a way to watch it and to stop it. */
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
     * @param finalLoss the final loss of a job that has ended; null if it is not finite
     */
    public record Standing(
            String status,
            boolean ended,
            @Nullable Outcome outcome,
            @Nullable Double finalLoss) {}

    public String id() {
        return job.id();
    }

    /** Returns the path of the job's resource. */
    public String path() {
        return job.path();
    }

    /** Returns the path of the resource of a job. */
    public static String path(String id) {
        return Job.path(id);
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

    /** Returns the trajectory so far, or null if the job has not started. */
    public @Nullable Trajectory trajectory() {
        return job.state().trajectory();
    }

    /** Waits until the job has ended, but at most for a given time; returns whether it has ended. */
    public boolean awaitEnd(Duration atMost) throws InterruptedException {
        return job.awaitEnd(atMost);
    }

    /** Stops the job; nothing happens where it has ended. */
    public void cancel() {
        boolean unused = jobs.cancel(job);
    }
}
