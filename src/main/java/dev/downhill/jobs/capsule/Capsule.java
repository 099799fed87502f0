package dev.downhill.jobs.capsule;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.downhill.explain.landscape.LossSurface;
import dev.downhill.explain.step.StepTrace;
import dev.downhill.export.trajectory.TrajectoryView;
import dev.downhill.jobs.ForkOf;
import dev.downhill.jobs.web.JobView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run that has ended, in one file. {@code clients/embed/capsule.schema.json} describes it for other programs.
 *
 * @param format tells a capsule from other JSON
 * @param version grows when a reader of the version before could misunderstand a capsule
 * @param forkOf the origin of a fork
 * @param specification as the client sent it
 * @param steps the opened steps that the client asked for, in ascending order
 * @param lossSurface the loss over the weights of a model of one or two; absent for larger models
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Capsule(
        @Schema(allowableValues = FORMAT) String format,
        int version,
        @Nullable String name,

        @Schema(allowableValues = {"succeeded", "failed", "cancelled"})
        String status,

        @Schema(allowableValues = {"completed", "converged", "diverged", "stoppedEarly", "timedOut", "cancelled"})
        @Nullable
        String outcome,

        @Nullable ForkOf forkOf,
        @Schema(implementation = Object.class) @JsonRawValue String specification,
        JobView.@Nullable ResultView result,
        @Nullable TrajectoryView trajectory,
        List<StepTrace> steps,
        @Nullable LossSurface lossSurface) {
    static final String FORMAT = "downhill-capsule";
    private static final int VERSION = 1;

    static Capsule of(JobView job, List<StepTrace> steps, @Nullable LossSurface lossSurface) {
        return new Capsule(
                FORMAT,
                VERSION,
                job.name(),
                job.status(),
                job.outcome(),
                job.forkOf(),
                job.specification(),
                job.result(),
                job.trajectory(),
                steps,
                lossSurface);
    }
}
