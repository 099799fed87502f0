package dev.downhill.jobs.explain;

import dev.downhill.api.BadParameter;
import dev.downhill.explain.layer.LayerChoice;
import dev.downhill.explain.step.Dot;
import dev.downhill.explain.step.LayerTrace;
import dev.downhill.explain.step.RowTrace;
import dev.downhill.explain.step.StepText;
import dev.downhill.explain.step.StepTrace;
import dev.downhill.jobs.Jobs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /jobs/{id}/steps/{step}}. */
@RestController
@RequestMapping("/jobs/{id}/steps/{step}")
@Tag(name = "Explain")
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
                    + "to each weight. With `row`, the answer explains one row of the batch in the same way, "
                    + "and its part in the gradient of each weight. `layers` has the convolutions, pooling layers, "
                    + "normalizations, recurrences and attention of the model, each opened at one element of its output, "
                    + "which `element` chooses; with `layer`, the answer is this layer alone.")
    @ApiResponse(
            responseCode = "200",
            description = "the step, with `row` one row of it, or with `layer` one layer of it",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(anyOf = {StepTrace.class, RowTrace.class, LayerTrace.class})),
                @Content(mediaType = MediaType.TEXT_PLAIN_VALUE, schema = @Schema(type = "string")),
                @Content(mediaType = GraphController.GRAPHVIZ, schema = @Schema(type = "string"))
            })
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Object step(
            @PathVariable String id,
            @Parameter(description = "the number of the step, from 1") @PathVariable long step,
            @Parameter(description = "a row of the step's batch, from 0") @RequestParam(required = false) @Nullable
                    Integer row,
            @Parameter(
                            description = "with `row`: the weight whose chain rule is written as one product, such as "
                                    + "`w` or `0.weight[1][0]`")
                    @RequestParam(required = false)
                    @Nullable
                    String weight,
            @Parameter(
                            description =
                                    "the layer that is opened alone, such as `0`, `0.conv2d`, or `1.0` for the first "
                                            + "layer within layer 1; `row` then chooses the row, else it is the first")
                    @RequestParam(required = false)
                    @Nullable
                    String layer,
            @Parameter(
                            description =
                                    "the element at which layers are opened: its indices from 0 in the layer's output "
                                            + "for one row, separated by commas, such as `3,0,5`. Layers without such an element are "
                                            + "opened at their first")
                    @RequestParam(required = false)
                    @Nullable
                    String element) {
        refuseWithoutRow(row, weight, layer);
        LayerChoice layers = LayerChoice.of(layer, element);
        if (layer != null) {
            return steps.explainLayer(jobs.get(id), step, row == null ? 0 : row, layers, Function.identity());
        }
        return row == null
                ? steps.explain(jobs.get(id), step, layers, Function.identity())
                : steps.explainRow(jobs.get(id), step, row, weight, layers, Function.identity());
    }

    @Operation(hidden = true)
    @GetMapping(produces = MediaType.TEXT_PLAIN_VALUE)
    String stepAsText(
            @PathVariable String id,
            @PathVariable long step,
            @RequestParam(required = false) @Nullable Integer row,
            @RequestParam(required = false) @Nullable String weight,
            @RequestParam(required = false) @Nullable String layer,
            @RequestParam(required = false) @Nullable String element) {
        refuseWithoutRow(row, weight, layer);
        LayerChoice layers = LayerChoice.of(layer, element);
        if (layer != null) {
            return steps.explainLayer(jobs.get(id), step, row == null ? 0 : row, layers, StepText::of);
        }
        return row == null
                ? steps.explain(jobs.get(id), step, layers, StepText::of)
                : steps.explainRow(jobs.get(id), step, row, weight, layers, StepText::of);
    }

    @Operation(hidden = true)
    @GetMapping(produces = GraphController.GRAPHVIZ)
    String stepAsDot(
            @PathVariable String id,
            @PathVariable long step,
            @RequestParam(required = false) @Nullable Integer row,
            @RequestParam(required = false) @Nullable String layer,
            @RequestParam(required = false) @Nullable String element) {
        if (row != null) {
            throw new BadParameter("row", "a row is explained as JSON or text, not as a graph");
        }
        if (layer != null || element != null) {
            throw new BadParameter(
                    layer == null ? "element" : "layer", "layers are opened as JSON or text, not as a graph");
        }
        return steps.explain(jobs.get(id), step, LayerChoice.ALL, Dot::of);
    }

    private static void refuseWithoutRow(@Nullable Integer row, @Nullable String weight, @Nullable String layer) {
        if (layer != null && weight != null) {
            throw new BadParameter("weight", "it does not go with 'layer'");
        }
        if (row == null && weight != null) {
            throw new BadParameter("weight", "it needs 'row' too");
        }
    }
}
