package dev.downhill.jobs;

import dev.downhill.analysis.Analyses;
import dev.downhill.analysis.AnalysisProperties;
import dev.downhill.explain.landscape.Sharpness;
import dev.downhill.explain.landscape.Weights;
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
@Tag(name = "Jobs")
class SharpnessController {
    private final Jobs jobs;
    private final Analyses analyses;
    private final AnalysisProperties properties;

    SharpnessController(Jobs jobs, Analyses analyses, AnalysisProperties properties) {
        this.jobs = jobs;
        this.analyses = analyses;
        this.properties = properties;
    }

    /** @param states in the order of their steps */
    record SharpnessView(List<Sharpness> states) {}

    @Operation(
            operationId = "getSharpness",
            summary = "How strongly the loss curves, and the learning rate beyond which gradient descent grows",
            description = "The largest eigenvalue of the loss's Hessian over all training rows, by Hessian-vector "
                    + "products; after the last step, after a given one, or at some steps spread over the run.")
    @GetMapping(path = "/jobs/{id}/sharpness", produces = MediaType.APPLICATION_JSON_VALUE)
    SharpnessView sharpness(
            @PathVariable String id,
            @Parameter(description = "after which step; 0 for the initial weights")
                    @RequestParam(required = false)
                    @Nullable
                    Long step,
            @Parameter(description = "in place of `step`: at how many steps, 2 to 100")
                    @RequestParam(required = false)
                    @Nullable
                    Integer points) {
        if (step != null && points != null) {
            throw new BadParameter("points", "it takes the place of 'step'");
        }
        Weights weights = KnownWeights.of(jobs.get(id));
        long nanoseconds = properties.maxTime().toNanos() / 2;
        return new SharpnessView(analyses.run(() -> points == null
                ? Sharpness.after(step, weights, nanoseconds)
                : Sharpness.along(points, weights, nanoseconds)));
    }
}
