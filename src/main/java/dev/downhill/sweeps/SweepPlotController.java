package dev.downhill.sweeps;

import dev.downhill.api.picture.Drawing;
import dev.downhill.api.picture.PictureConverter;
import dev.downhill.api.picture.PlotRequest;
import dev.downhill.export.plot.Curve;
import dev.downhill.export.plot.Figure;
import dev.downhill.export.plot.Panel;
import dev.downhill.export.plot.RunFigure;
import dev.downhill.export.plot.Scale;
import dev.downhill.jobs.Jobs;
import dev.downhill.training.record.Trajectory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /sweeps/{id}/plot}. */
@RestController
@Tag(name = "Sweeps")
class SweepPlotController {
    private static final int MOST_CURVES = 20;

    private final Sweeps sweeps;
    private final Jobs jobs;

    SweepPlotController(Sweeps sweeps, Jobs jobs) {
        this.sweeps = sweeps;
        this.jobs = jobs;
    }

    @Operation(
            operationId = "plotSweep",
            summary = "The loss curves of a sweep's jobs in one picture",
            description = "The plot shows the best twenty so far; an evicted job has no curve.")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = PictureConverter.SVG, schema = @Schema(type = "string")),
                @Content(mediaType = MediaType.IMAGE_PNG_VALUE, schema = @Schema(type = "string", format = "binary"))
            })
    @GetMapping(
            path = "/sweeps/{id}/plot",
            produces = {PictureConverter.SVG, MediaType.IMAGE_PNG_VALUE})
    Drawing plot(@PathVariable String id, @RequestParam(defaultValue = "log") Scale scale, @Valid PlotRequest plot) {
        List<Run> runs = RankedTrial.ranking(sweeps.get(id)).stream()
                .map(this::run)
                .flatMap(Optional::stream)
                .limit(MOST_CURVES)
                .toList();
        return () -> {
            List<Curve> curves = runs.stream()
                    .map(run -> RunFigure.lossOf(run.trajectory(), run.label(), scale, plot.pixels()))
                    .toList();
            var figure = new Figure("", List.of(new Panel("loss", scale, curves, List.of())));
            return plot.picture(figure);
        };
    }

    /** The run that a curve shows. */
    private record Run(String label, Trajectory trajectory) {}

    private Optional<Run> run(RankedTrial trial) {
        return Optional.ofNullable(trial.jobId())
                .flatMap(jobs::find)
                .flatMap(job -> Optional.ofNullable(job.trajectory()))
                .map(trajectory -> new Run(label(trial.values()), trajectory));
    }

    /** The values alone, with the last word of each pointer: {@code learningRate 0.1, momentum 0.9}. */
    private static String label(Map<String, Object> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey().substring(value.getKey().lastIndexOf('/') + 1) + " " + value.getValue())
                .collect(Collectors.joining(", "));
    }
}
