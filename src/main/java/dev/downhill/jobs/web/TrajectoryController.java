package dev.downhill.jobs.web;

import dev.downhill.api.BadParameter;
import dev.downhill.export.trajectory.Selection;
import dev.downhill.export.trajectory.TrajectoryCsv;
import dev.downhill.export.trajectory.TrajectoryLines;
import dev.downhill.export.trajectory.TrajectoryView;
import dev.downhill.jobs.Job;
import dev.downhill.jobs.Jobs;
import dev.downhill.jobs.stream.JobEventsController;
import dev.downhill.training.record.Trajectory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /jobs/{id}/trajectory}.
 *
 * <p>The request's own thread writes, as with {@link JobEventsController} and for the same reason.
 */
@RestController
@RequestMapping("/jobs/{id}/trajectory")
@Tag(name = "Results")
class TrajectoryController {
    private static final String CSV = "text/csv";

    private final Jobs jobs;

    TrajectoryController(Jobs jobs) {
        this.jobs = jobs;
    }

    @Operation(
            operationId = "getTrajectory",
            summary = "A job's trajectory, or a part of it",
            description = "JSON has one array for each column. The service streams `text/csv` and "
                    + "`application/x-ndjson` step by step.")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = TrajectoryView.class)),
                @Content(mediaType = CSV, schema = @Schema(type = "string")),
                @Content(mediaType = MediaType.APPLICATION_NDJSON_VALUE, schema = @Schema(type = "string"))
            })
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    TrajectoryView json(
            @PathVariable String id,
            @Parameter(description = "the first step") @RequestParam(defaultValue = "1") long from,
            @Parameter(description = "the last step") @RequestParam(required = false) @Nullable Long to,
            @Parameter(description = "only every n-th step: the steps that this number divides")
                    @RequestParam(defaultValue = "1")
                    long every,
            @Parameter(description = "names, separated by commas") @RequestParam(required = false) @Nullable
                    Set<String> parameters) {
        Job job = jobs.get(id);
        Selection selection = selection(job, from, to, every, parameters);
        Trajectory trajectory = job.state().trajectory();
        return trajectory == null ? TrajectoryView.EMPTY : TrajectoryView.of(trajectory, selection);
    }

    @Operation(hidden = true)
    @GetMapping(produces = CSV)
    void csv(
            @PathVariable String id,
            @RequestParam(defaultValue = "1") long from,
            @RequestParam(required = false) @Nullable Long to,
            @RequestParam(defaultValue = "1") long every,
            @RequestParam(required = false) @Nullable Set<String> parameters,
            HttpServletResponse response)
            throws IOException {
        Job job = jobs.get(id);
        write(job, selection(job, from, to, every, parameters), CSV, TrajectoryCsv::write, response);
    }

    @Operation(hidden = true)
    @GetMapping(produces = MediaType.APPLICATION_NDJSON_VALUE)
    void ndjson(
            @PathVariable String id,
            @RequestParam(defaultValue = "1") long from,
            @RequestParam(required = false) @Nullable Long to,
            @RequestParam(defaultValue = "1") long every,
            @RequestParam(required = false) @Nullable Set<String> parameters,
            HttpServletResponse response)
            throws IOException {
        Job job = jobs.get(id);
        Selection selection = selection(job, from, to, every, parameters);
        write(job, selection, MediaType.APPLICATION_NDJSON_VALUE, TrajectoryLines::write, response);
    }

    @FunctionalInterface
    private interface Format {
        void write(Trajectory trajectory, Selection selection, Writer to) throws IOException;
    }

    private static void write(Job job, Selection selection, String type, Format format, HttpServletResponse response)
            throws IOException {
        Trajectory trajectory = job.state().trajectory();
        Trajectory known = trajectory == null ? new Trajectory(List.of(), List.of(), List.of()) : trajectory;
        response.setContentType(type);
        format.write(known, selection, new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
    }

    private static Selection selection(
            Job job, long from, @Nullable Long to, long every, @Nullable Set<String> parameters) {
        if (every < 1) {
            throw new BadParameter("every", every + " is less than 1");
        }
        List<String> known = job.specification().parameterNames();
        for (String name : parameters == null ? Set.<String>of() : parameters) {
            if (!known.contains(name)) {
                throw new BadParameter(
                        "parameters", "there is no parameter '" + name + "'; there are " + String.join(", ", known));
            }
        }
        return new Selection(from, to == null ? Long.MAX_VALUE : to, every, parameters);
    }
}
