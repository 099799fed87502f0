package dev.downhill.jobs.export;

import dev.downhill.api.BadParameter;
import dev.downhill.api.Problem;
import dev.downhill.export.Precision;
import dev.downhill.export.safetensors.Safetensors;
import dev.downhill.export.safetensors.WeightHistory;
import dev.downhill.jobs.Job;
import dev.downhill.jobs.Jobs;
import dev.downhill.jobs.explain.Steps;
import dev.downhill.training.record.Trajectory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /jobs/{id}/weights}. */
@RestController
@RequestMapping("/jobs/{id}/weights")
@Tag(name = "Jobs")
class WeightsController {
    private static final String SAFETENSORS = "application/vnd.safetensors";

    private final Jobs jobs;
    private final Steps steps;
    private final long mostBytes;

    WeightsController(Jobs jobs, Steps steps, ExportsProperties properties) {
        this.jobs = jobs;
        this.steps = steps;
        this.mostBytes = properties.weightsBytes().toBytes();
    }

    @Operation(
            operationId = "getWeights",
            summary = "All weights after several steps of a run",
            description =
                    "Gives the weights at the recorded steps from `from` to `to`; step 0 has the initial weights. "
                            + "If the trajectory holds only summaries, the service takes the steps again. An answer "
                            + "holds as many steps as `downhill.exports.weights-bytes` allows; if there are more, `next` is "
                            + "the `from` of the next request. In safetensors, `run.step` holds the steps, each parameter has "
                            + "one entry for each of them, and `next` stands in the metadata.")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = WeightHistory.ParameterHistory.class)),
                @Content(mediaType = SAFETENSORS, schema = @Schema(type = "string", format = "binary"))
            })
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    WeightHistory.ParameterHistory json(
            @PathVariable String id,
            @Parameter(description = "the first step") @RequestParam(defaultValue = "0") long from,
            @Parameter(description = "the last step; by default the newest") @RequestParam(required = false) @Nullable
                    Long to,
            @Parameter(description = "only every n-th step: the steps that this number divides")
                    @RequestParam(defaultValue = "1")
                    long every,
            @Parameter(description = "the type of the numbers in safetensors; by default that of the job")
                    @RequestParam(required = false)
                    @Nullable
                    Precision dtype) {
        return history(jobs.get(id), from, to, every).view();
    }

    @Operation(hidden = true)
    @GetMapping(produces = SAFETENSORS)
    void safetensors(
            @PathVariable String id,
            @RequestParam(defaultValue = "0") long from,
            @RequestParam(required = false) @Nullable Long to,
            @RequestParam(defaultValue = "1") long every,
            @RequestParam(required = false) @Nullable Precision dtype,
            HttpServletResponse response)
            throws IOException {
        Job job = jobs.get(id);
        WeightHistory history = history(job, from, to, every);
        response.setContentType(SAFETENSORS);
        Safetensors.write(
                history, dtype == null ? Precision.of(job.specification()) : dtype, response.getOutputStream());
    }

    private WeightHistory history(Job job, long from, @Nullable Long to, long every) {
        if (every < 1) {
            throw new BadParameter("every", every + " is less than 1");
        }
        if (from < 0) {
            throw new BadParameter("from", from + " is less than 0");
        }
        if (to != null && to < from) {
            throw new BadParameter("to", to + " is less than 'from', which is " + from);
        }
        long bytesEach = job.start().parameterBytes();
        if (bytesEach > mostBytes) {
            throw new WeightsTooLarge(bytesEach, mostBytes);
        }
        List<Long> wanted = new ArrayList<>();
        Long next =
                select(job, from, to == null ? Long.MAX_VALUE : to, every, mostBytes / Math.max(1, bytesEach), wanted);
        return steps.weights(
                job, wanted, Duration.ZERO, weights -> new WeightHistory(job.specification(), wanted, weights, next));
    }

    /** Adds as many steps as there is room for; returns the first for which there is none, or null. */
    private static @Nullable Long select(Job job, long from, long to, long every, long room, List<Long> wanted) {
        long start = job.start().step();
        if (start >= from && start <= to && start % every == 0) {
            wanted.add(start);
        }
        Trajectory trajectory = job.state().trajectory();
        if (trajectory == null) {
            return null;
        }
        int points = trajectory.points();
        for (int point = trajectory.firstFrom(from); point < points && trajectory.step(point) <= to; point++) {
            long step = trajectory.step(point);
            if (step % every != 0) {
                continue;
            }
            if (wanted.size() >= room) {
                return step;
            }
            wanted.add(step);
        }
        return null;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLarge(WeightsTooLarge e) {
        return Problem.answer(
                HttpStatus.UNPROCESSABLE_CONTENT, "weights-too-large", "The weights are too large", e.getMessage());
    }

    private static final class WeightsTooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WeightsTooLarge(long bytes, long most) {
            super("the weights of one step take " + bytes + " bytes; at most " + most + " are sent");
        }
    }
}
