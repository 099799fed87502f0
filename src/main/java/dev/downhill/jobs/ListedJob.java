package dev.downhill.jobs;

import dev.downhill.training.run.Outcome;
import dev.downhill.training.run.TrainingResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job as a list shows it, without its specification and its trajectory.
 *
 * @param number its position in the order of submission
 * @param client who sent it
 * @param step how many updates have been made
 * @param steps how many updates there are to make
 */
public record ListedJob(
        String id,
        long number,
        String client,
        @Nullable String name,
        JobStatus status,
        @Nullable Outcome outcome,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        long step,
        long steps,
        @Nullable Double finalLoss) {

    public static ListedJob of(Job job) {
        Job.State state = job.state();
        Job.Run run = state.run();
        TrainingResult result = state.result();
        return new ListedJob(
                job.id(),
                job.number(),
                job.client(),
                job.specification().name(),
                state.status(),
                state.outcome(),
                job.createdAt(),
                state.startedAt(),
                state.finishedAt(),
                run == null ? job.start().step() : run.step(),
                job.specification().steps(),
                result == null ? null : result.finalLoss());
    }

    /** Returns the path under which the service serves the job. */
    public String path() {
        return Job.path(id);
    }
}
