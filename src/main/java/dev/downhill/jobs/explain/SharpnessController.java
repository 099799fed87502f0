package dev.downhill.jobs.explain;

import dev.downhill.analysis.AnalysisProperties;
import dev.downhill.analysis.Answers;
import dev.downhill.api.BadParameter;
import dev.downhill.explain.landscape.Sharpness;
import dev.downhill.explain.landscape.WeightStates;
import dev.downhill.jobs.Job;
import dev.downhill.jobs.Jobs;
import dev.downhill.training.record.Checkpoint;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /jobs/{id}/sharpness}. */
@RestController
@Tag(name = "Explain")
class SharpnessController {
    private final Jobs jobs;
    private final Steps steps;
    private final Answers answers;

    /** The time after which the best estimate so far is returned. */
    private final long nanoseconds;

    SharpnessController(Jobs jobs, Steps steps, Answers answers, AnalysisProperties properties) {
        this.jobs = jobs;
        this.steps = steps;
        this.answers = answers;
        this.nanoseconds = properties.maxTime().toNanos() / 2;
    }

    /** @param states in the order of their steps */
    record SharpnessView(List<Sharpness> states) {}

    @Operation(
            operationId = "getSharpness",
            summary = "The curvature of the loss, and the learning rate above which gradient descent diverges",
            description = "Computes the largest eigenvalue of the Hessian of the loss over all training rows: "
                    + "after the last step, after a given step, or at several steps of the run.")
    @GetMapping(path = "/jobs/{id}/sharpness", produces = MediaType.APPLICATION_JSON_VALUE)
    SharpnessView sharpness(
            @PathVariable String id,
            @Parameter(description = "the number of the step; 0 for the initial weights")
                    @RequestParam(required = false)
                    @Nullable
                    Long step,
            @Parameter(description = "instead of `step`: the number of steps, 2 to 100")
                    @RequestParam(required = false)
                    @Nullable
                    Integer points) {
        if (step != null && points != null) {
            throw new BadParameter("points", "it cannot be combined with 'step'");
        }
        Job job = jobs.get(id);
        return new SharpnessView(step == null ? known(job, points) : List.of(after(job, step)));
    }

    private List<Sharpness> known(Job job, @Nullable Integer points) {
        WeightStates weights = KnownWeights.of(job);
        return answers.compute(() -> points == null
                ? List.of(Sharpness.newest(weights, nanoseconds))
                : Sharpness.along(points, weights, nanoseconds));
    }

    private Sharpness after(Job job, long step) {
        try {
            Checkpoint state = steps.after(job, step);
            return answers.compute(() -> Sharpness.at(state, job.specification(), nanoseconds));
        } catch (StepNotFound e) {
            throw new BadParameter("step", String.valueOf(e.getMessage()));
        }
    }
}
