package dev.downhill.jobs.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.downhill.explain.diagnosis.Diagnosis;
import dev.downhill.export.trajectory.Selection;
import dev.downhill.export.trajectory.TrajectoryView;
import dev.downhill.jobs.ForkOf;
import dev.downhill.jobs.Job;
import dev.downhill.training.evaluation.Confusion;
import dev.downhill.training.record.Fingerprint;
import dev.downhill.training.record.Trajectory;
import dev.downhill.training.run.Best;
import dev.downhill.training.run.FinalParameters;
import dev.downhill.training.run.Outcome;
import dev.downhill.training.run.TrainingResult;
import dev.downhill.training.step.Divergence;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job as JSON shows it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record JobView(
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
        Progress progress,
        @Nullable ForkOf forkOf,
        @Schema(implementation = Object.class) @JsonRawValue String specification,
        @Nullable ResultView result,
        @Nullable TrajectoryView trajectory,
        @Nullable String error,
        Map<String, String> links) {

    /** The progress of a run, in steps. */
    record Progress(long step, long steps) {
        /** A fork that waits stands where it starts. */
        static Progress of(Job job, Job.State state) {
            Job.Run run = state.run();
            return new Progress(
                    run == null ? job.start().step() : run.step(),
                    job.specification().steps());
        }
    }

    /** The result of a run; see {@link TrainingResult}. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record ResultView(
            @Nullable Double finalLoss,
            Map<String, Object> parameters,
            Map<String, Double> metrics,

            @Schema(
                    description =
                            "the classes that the final parameters take for each other; null without classes, and for more "
                                    + "than 50 of them")
            @Nullable
            Confusion confusion,

            @Schema(
                    description =
                            "the state that `restoreBest` chose: how many updates it had, and what was monitored there")
            @Nullable
            Best best,

            @Nullable String sample,
            @Nullable DivergenceView divergence,
            List<Diagnosis> diagnosis,

            @Schema(
                    description = "a SHA-256 over the specification, every recorded number, the final parameters and "
                            + "the final loss: equal for the same run on every machine",
                    pattern = "[0-9a-f]{64}")
            String fingerprint,

            double durationMillis) {}

    /** The first number that was not finite; see {@link Divergence}. */
    @Schema(name = "Divergence")
    record DivergenceView(long step, String tensor) {
        static @Nullable DivergenceView of(@Nullable Divergence divergence) {
            return divergence == null ? null : new DivergenceView(divergence.step(), divergence.tensor());
        }
    }

    /** Returns the job with its trajectory so far. */
    public static JobView of(Job job) {
        Job.State state = job.state();
        Trajectory trajectory = state.trajectory();
        return of(job, state, trajectory == null ? null : TrajectoryView.of(trajectory, Selection.ALL));
    }

    /** Returns the job without its trajectory, for one who has that already. */
    public static JobView withoutTrajectory(Job job) {
        return of(job, job.state(), null);
    }

    private static JobView of(Job job, Job.State state, @Nullable TrajectoryView trajectory) {
        Outcome outcome = state.outcome();
        return new JobView(
                job.id(),
                job.specification().name(),
                state.status().text(),
                outcome == null ? null : outcome.text(),
                job.createdAt(),
                state.startedAt(),
                state.finishedAt(),
                Progress.of(job, state),
                job.forkOf(),
                job.specification().text().text(),
                result(job, state),
                trajectory,
                state.error(),
                links(job));
    }

    private static @Nullable ResultView result(Job job, Job.State state) {
        TrainingResult result = state.result();
        Trajectory trajectory = state.trajectory();
        if (result == null || trajectory == null || state.startedAt() == null || state.finishedAt() == null) {
            return null;
        }
        double millis = Duration.between(state.startedAt(), state.finishedAt()).toNanos() / 1e6;
        return new ResultView(
                result.finalLoss(),
                FinalParameters.of(job.specification(), result.checkpoint()),
                result.metrics(),
                result.confusion(),
                result.best(),
                result.sample(),
                DivergenceView.of(result.divergence()),
                state.diagnosis(),
                Fingerprint.of(job.specification(), trajectory, result.checkpoint(), result.finalLoss()),
                millis);
    }

    private static Map<String, String> links(Job job) {
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", job.path());
        links.put("data", job.path() + "/data");
        links.put("trajectory", job.path() + "/trajectory");
        links.put("events", job.path() + "/events");
        links.put("graph", job.path() + "/graph");
        links.put("steps", job.path() + "/steps/{step}");
        links.put("forks", job.path() + "/forks");
        links.put("lossSurface", job.path() + "/loss-surface");
        links.put("plot", job.path() + "/plot");
        links.put("sharpness", job.path() + "/sharpness");
        links.put("model", job.path() + "/model");
        links.put("weights", job.path() + "/weights");
        links.put("predictions", job.path() + "/predictions");
        if (job.specification().data().training().vocabulary() != null) {
            links.put("sample", job.path() + "/sample");
        }
        return links;
    }
}
