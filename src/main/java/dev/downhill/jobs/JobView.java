package dev.downhill.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.downhill.explain.diagnosis.Diagnosis;
import dev.downhill.export.trajectory.Selection;
import dev.downhill.training.record.Trajectory;
import dev.downhill.training.run.Outcome;
import dev.downhill.training.run.TrainingResult;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job as JSON shows it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record JobView(
        String id,
        @Nullable String name,
        String status,
        @Nullable String outcome,
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

    /** How far a run has come, in steps. */
    record Progress(long step, long steps) {
        /** A fork that waits stands where it starts. */
        static Progress of(Job job, Job.State state) {
            Job.Run run = state.run();
            return new Progress(
                    run == null ? job.start().step() : run.step(),
                    job.specification().steps());
        }
    }

    /** What a run ended with; see {@link TrainingResult}. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ResultView(
            @Nullable Double finalLoss,
            Map<String, Object> parameters,
            Map<String, Double> metrics,
            @Nullable String sample,
            TrainingResult.@Nullable Divergence divergence,
            List<Diagnosis> diagnosis,
            double durationMillis) {}

    /** Returns the job with its trajectory so far. */
    static JobView of(Job job) {
        Job.State state = job.state();
        Trajectory trajectory = state.trajectory();
        return of(job, state, trajectory == null ? null : TrajectoryView.of(trajectory, Selection.ALL));
    }

    /** Returns the job without its trajectory, for one who has that already. */
    static JobView withoutTrajectory(Job job) {
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
                result(state),
                trajectory,
                state.error(),
                links(job));
    }

    private static @Nullable ResultView result(Job.State state) {
        TrainingResult result = state.result();
        if (result == null || state.startedAt() == null || state.finishedAt() == null) {
            return null;
        }
        double millis = Duration.between(state.startedAt(), state.finishedAt()).toNanos() / 1e6;
        return new ResultView(
                result.finalLoss(),
                result.parameters(),
                result.metrics(),
                result.sample(),
                result.divergence(),
                state.diagnosis(),
                millis);
    }

    private static Map<String, String> links(Job job) {
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", path(job));
        links.put("data", path(job) + "/data");
        links.put("trajectory", path(job) + "/trajectory");
        links.put("events", path(job) + "/events");
        links.put("graph", path(job) + "/graph");
        links.put("steps", path(job) + "/steps/{step}");
        links.put("forks", path(job) + "/forks");
        links.put("lossSurface", path(job) + "/loss-surface");
        links.put("plot", path(job) + "/plot");
        links.put("sharpness", path(job) + "/sharpness");
        links.put("model", path(job) + "/model");
        links.put("predictions", path(job) + "/predictions");
        if (job.specification().data().training().vocabulary() != null) {
            links.put("sample", path(job) + "/sample");
        }
        return links;
    }

    static String path(Job job) {
        return "/jobs/" + job.id();
    }
}
