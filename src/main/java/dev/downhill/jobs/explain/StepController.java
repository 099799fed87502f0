package dev.downhill.jobs.explain;

import dev.downhill.explain.step.Dot;
import dev.downhill.explain.step.StepText;
import dev.downhill.explain.step.StepTrace;
import dev.downhill.jobs.Jobs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /jobs/{id}/steps/{step}}. */
@RestController
@RequestMapping("/jobs/{id}/steps/{step}")
@Tag(name = "Jobs")
class StepController {
    private final Jobs jobs;
    private final Steps steps;

    StepController(Jobs jobs, Steps steps) {
        this.jobs = jobs;
        this.steps = steps;
    }

    @Operation(
            operationId = "getStep",
            summary = "A training step in five phases: forward, loss, backward, update, next",
            description = "Shows every value, every local derivative and gradient, and the optimizer's "
                    + "arithmetic, of any step of the run. `text/plain` reads like a traceback from the loss "
                    + "to each weight.")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    StepTrace step(
            @PathVariable String id,
            @Parameter(description = "the number of the step, from 1") @PathVariable long step) {
        return steps.explain(jobs.get(id), step, Function.identity());
    }

    @Operation(hidden = true)
    @GetMapping(produces = MediaType.TEXT_PLAIN_VALUE)
    String stepAsText(@PathVariable String id, @PathVariable long step) {
        return steps.explain(jobs.get(id), step, StepText::of);
    }

    @Operation(hidden = true)
    @GetMapping(produces = GraphController.GRAPHVIZ)
    String stepAsDot(@PathVariable String id, @PathVariable long step) {
        return steps.explain(jobs.get(id), step, Dot::of);
    }
}
