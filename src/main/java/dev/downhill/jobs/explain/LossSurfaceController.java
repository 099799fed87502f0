package dev.downhill.jobs.explain;

import dev.downhill.analysis.AnalysisProperties;
import dev.downhill.analysis.Answers;
import dev.downhill.api.BadParameter;
import dev.downhill.explain.landscape.Axis;
import dev.downhill.explain.landscape.LossSurface;
import dev.downhill.explain.landscape.WeightStates;
import dev.downhill.jobs.Job;
import dev.downhill.jobs.Jobs;
import dev.downhill.training.run.RunCost;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /jobs/{id}/loss-surface}. */
@RestController
@Tag(name = "Explain")
class LossSurfaceController {
    private final Jobs jobs;
    private final Answers answers;
    private final AnalysisProperties properties;

    LossSurfaceController(Jobs jobs, Answers answers, AnalysisProperties properties) {
        this.jobs = jobs;
        this.answers = answers;
        this.properties = properties;
    }

    @Operation(
            operationId = "getLossSurface",
            summary = "The loss over one or two parameters, and the path of the run",
            description = "Without `x`, a model of one or two numbers is shown over them, any other over two random "
                    + "directions, filter-normalised. `directions=path` spans the plane that holds most of "
                    + "the run's path. The other weights keep their final values.")
    @GetMapping(path = "/jobs/{id}/loss-surface", produces = MediaType.APPLICATION_JSON_VALUE)
    LossSurface lossSurface(
            @PathVariable String id,
            @Parameter(description = "`w`, or an element such as `0.weight[0][1]`")
                    @RequestParam(required = false)
                    @Nullable
                    String x,
            @Parameter(description = "a second parameter or element, for a plane")
                    @RequestParam(required = false)
                    @Nullable
                    String y,
            @RequestParam(required = false) @Nullable Double xMin,
            @RequestParam(required = false) @Nullable Double xMax,
            @RequestParam(required = false) @Nullable Double yMin,
            @RequestParam(required = false) @Nullable Double yMax,
            @Parameter(description = "positions along each axis; 101 on a line, up to 41 on a plane")
                    @RequestParam(required = false)
                    @Nullable
                    Integer points,
            @RequestParam(required = false) LossSurface.@Nullable Directions directions,
            @Parameter(description = "the seed of the random directions") @RequestParam(defaultValue = "0") long seed) {
        if (directions != null && (x != null || y != null)) {
            throw new BadParameter("directions", "it cannot be combined with 'x' or 'y'");
        }
        var view = new LossSurface.View(
                x, y, directions, seed, new Axis.Range(xMin, xMax), new Axis.Range(yMin, yMax), points);
        Job job = jobs.get(id);
        WeightStates weights = KnownWeights.of(job);
        Duration estimate = RunCost.of(job.specification()).evaluations(LossSurface.positions(view));
        return answers.compute(estimate, () -> LossSurface.of(weights, view, properties.surfacePoints()));
    }
}
