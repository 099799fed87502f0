package dev.downhill.jobs.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.downhill.jobs.ListedJob;
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

    static JobSummary of(ListedJob job) {
        return new JobSummary(
                job.id(),
                job.name(),
                job.status().text(),
                job.outcome() == null ? null : job.outcome().text(),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt(),
                new JobView.Progress(job.step(), job.steps()),
                job.finalLoss(),
                job.path());
    }
}
