package dev.downhill.sweeps;

import dev.downhill.requests.RequestMemory;
import dev.downhill.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /sweeps}. */
@RestController
@RequestMapping("/sweeps")
@Tag(name = "Sweeps", description = "One specification, a grid over some of its fields: many jobs, ranked.")
class SweepController {
    private static final String EXAMPLE = """
            {"specification": {
               "model": {"expression": "w * x", "parameters": {"w": 0.0}},
               "data": {"x": [2.0], "y": [6.0]},
               "optimizer": {"type": "sgd", "learningRate": 0.1}, "steps": 10},
             "grid": {"/optimizer/learningRate": [0.01, 0.1, 0.26], "/optimizer/momentum": [0.0, 0.5]}}""";

    private final Sweeps sweeps;

    SweepController(Sweeps sweeps) {
        this.sweeps = sweeps;
    }

    @Operation(
            operationId = "createSweep",
            summary = "Train a model many times, with every combination of some values",
            description = "`grid` names fields of the specification by JSON pointer, each with the values to "
                    + "try. The service reads every job before it queues one.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(implementation = SweepRequest.class),
                                            examples = @ExampleObject(EXAMPLE))))
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<SweepView> create(
            @RequestBody JsonNode body,
            @Parameter(hidden = true) @RequestAttribute(RequestMemory.ATTRIBUTE) RequestMemory memory,
            @Parameter(hidden = true) HttpServletRequest request) {
        Sweep sweep = sweeps.submit(body, memory, Caller.name(request));
        return ResponseEntity.accepted()
                .location(URI.create(SweepView.path(sweep)))
                .body(SweepView.of(sweep));
    }

    @Operation(operationId = "getSweep", summary = "The jobs of a sweep, the best first")
    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    SweepView get(@PathVariable String id) {
        return SweepView.of(sweeps.get(id));
    }

    /** Sweeps, the newest first. */
    record SweepList(List<SweepSummary> sweeps) {}

    @Operation(operationId = "listSweeps", summary = "Your sweeps, the newest first, without their jobs")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    SweepList list() {
        return new SweepList(sweeps.list().stream().map(SweepSummary::of).toList());
    }

    @Operation(
            operationId = "deleteSweep",
            summary = "Delete a sweep; running jobs are cancelled",
            description = "Jobs that have ended stay; `DELETE /jobs/{id}` deletes each.")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id) {
        sweeps.delete(id);
    }

    @Operation(operationId = "cancelSweep", summary = "Cancel all jobs of a sweep")
    @PostMapping(path = "/{id}/cancel", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    SweepView cancel(@PathVariable String id) {
        Sweep sweep = sweeps.get(id);
        if (sweep.hasEnded()) {
            throw new SweepEnded(sweep);
        }
        return SweepView.of(sweeps.cancel(sweep));
    }
}
