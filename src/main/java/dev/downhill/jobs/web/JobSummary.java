package dev.downhill.jobs.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.downhill.jobs.Job;
import dev.downhill.training.run.Outcome;
import dev.downhill.training.run.TrainingResult;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A job as it stands in a list: without specification and trajectory. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record JobSummary(
        String id,
        @Nullable String name,

        @Schema(allowableValues = {"queued", "running", "succeeded", "failed", "cancelled"})
        String status,

        @Schema(
                description = "why the run ended; absent or null before",
                allowableValues = {"completed", "converged", "diverged", "stoppedEarly", "timedOut", "cancelled"})
        @Nullable
        String outcome,

        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        JobView.Progress progress,
        @Nullable Double finalLoss,
        String self) {

    static JobSummary of(Job job) {
        Job.State state = job.state();
        Outcome outcome = state.outcome();
        TrainingResult result = state.result();
        return new JobSummary(
                job.id(),
                job.specification().name(),
                state.status().text(),
                outcome == null ? null : outcome.text(),
                job.createdAt(),
                state.startedAt(),
                state.finishedAt(),
                JobView.Progress.of(job, state),
                result == null ? null : result.finalLoss(),
                job.path());
    }
}
