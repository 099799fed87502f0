package dev.downhill.jobs.export;

import dev.downhill.api.BadParameter;
import dev.downhill.api.picture.Drawing;
import dev.downhill.api.picture.PictureConverter;
import dev.downhill.api.picture.PlotRequest;
import dev.downhill.export.plot.Reference;
import dev.downhill.export.plot.RunFigure;
import dev.downhill.export.plot.Scale;
import dev.downhill.export.plot.TooManyCurves;
import dev.downhill.export.plot.UnknownCurve;
import dev.downhill.jobs.Job;
import dev.downhill.jobs.Jobs;
import dev.downhill.jobs.NotYet;
import dev.downhill.training.record.Trajectory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /jobs/{id}/plot}. */
@RestController
@Tag(name = "Results")
class PlotController {
    private static final int MOST_CURVES = 60;
    private static final int MOST_TARGETS = 12;

    private final Jobs jobs;

    PlotController(Jobs jobs) {
        this.jobs = jobs;
    }

    @Operation(
            operationId = "plotJob",
            summary = "A picture of a run: its weights and its loss over the steps",
            description = "For a running job, the plot shows the steps so far.")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = PictureConverter.SVG, schema = @Schema(type = "string")),
                @Content(mediaType = MediaType.IMAGE_PNG_VALUE, schema = @Schema(type = "string", format = "binary"))
            })
    @GetMapping(
            path = "/jobs/{id}/plot",
            produces = {PictureConverter.SVG, MediaType.IMAGE_PNG_VALUE})
    Drawing plot(
            @PathVariable String id,
            @Parameter(
                            description =
                                    "names, separated by commas: `loss`, `testLoss`, a recorded metric such as `testAccuracy`, "
                                            + "a parameter `w`, one of its numbers "
                                            + "`0.weight[1][0]` or `0.weight.norm`, a gradient `w.grad`; without it the parameters and "
                                            + "the loss")
                    @RequestParam(required = false)
                    @Nullable
                    List<String> curves,
            @Parameter(description = "true values of parameters, as dashed lines: `3`, or `w:3,b:1`")
                    @RequestParam(required = false)
                    @Nullable
                    List<String> target,
            @Parameter(description = "the axis of the loss") @RequestParam(defaultValue = "linear") Scale scale,
            @Valid PlotRequest plot) {
        Job job = jobs.get(id);
        List<Reference> references = target == null
                ? List.of()
                : target.stream().map(PlotController::reference).toList();
        if (references.size() > MOST_TARGETS) {
            throw new BadParameter("target", "at most " + MOST_TARGETS + " values are drawn");
        }
        Trajectory trajectory = job.state().trajectory();
        if (trajectory == null) {
            throw new NotYet(job, "trajectory");
        }
        return () -> {
            var run = new RunFigure(trajectory, scale, plot.pixels());
            return plot.picture(run.of(title(job), labels(run, curves), references));
        };
    }

    private static String title(Job job) {
        String name = job.specification().name();
        return name == null ? "" : name;
    }

    private static Set<String> labels(RunFigure run, @Nullable List<String> curves) {
        if (curves == null || curves.isEmpty()) {
            return run.usual();
        }
        try {
            return run.labels(curves, MOST_CURVES);
        } catch (UnknownCurve | TooManyCurves e) {
            throw new BadParameter("curves", String.valueOf(e.getMessage()));
        }
    }

    private static Reference reference(String text) {
        int colon = text.lastIndexOf(':');
        String number = text.substring(colon + 1).strip();
        try {
            double value = Double.parseDouble(number);
            if (Double.isFinite(value)) {
                return new Reference(colon < 0 ? "true: " + number : text.substring(0, colon) + ": " + number, value);
            }
        } catch (NumberFormatException e) {
            throw new BadParameter("target", "'" + text + "' is neither a number nor a name, ':' and a number");
        }
        throw new BadParameter("target", "'" + text + "' is not finite");
    }
}
