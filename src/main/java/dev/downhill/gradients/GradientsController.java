package dev.downhill.gradients;

import dev.downhill.analysis.AnalysisProperties;
import dev.downhill.analysis.Answers;
import dev.downhill.explain.gradient.GradientCheck;
import dev.downhill.requests.RequestMemory;
import dev.downhill.specification.Limits;
import dev.downhill.specification.model.ExpressionModel;
import dev.downhill.specification.reading.FormulaReader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /gradients}. */
@RestController
@Tag(name = "Gradients", description = "The chain rule without training.")
class GradientsController {
    private static final String EXAMPLE = """
            {"expression": "(w * x - 6) ** 2", "parameters": {"w": 2.4, "x": 2}}""";

    private final FormulaReader reader;
    private final Answers answers;
    private final AnalysisProperties properties;

    GradientsController(Limits limits, Answers answers, AnalysisProperties properties) {
        this.reader = new FormulaReader(new Limits(
                limits.steps(),
                properties.gradientElements(),
                limits.rows(),
                limits.values(),
                limits.recordedValues(),
                limits.work()));
        this.answers = answers;
        this.properties = properties;
    }

    /**
     * An expression to differentiate.
     *
     * @param expression of one number
     * @param parameters numbers or nested arrays, by name
     */
    @Schema(name = "Formula")
    record Formula(String expression, Map<String, Object> parameters) {}

    @Operation(
            operationId = "checkGradients",
            summary = "The value and the gradients of an expression, by backpropagation and by central differences",
            description = "The answer includes the graph: every node with its operation, value and gradient.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = Formula.class),
                            examples = @ExampleObject(name = "one step of y = 3x", value = EXAMPLE)))
    @PostMapping(path = "/gradients", produces = MediaType.APPLICATION_JSON_VALUE)
    GradientCheck check(
            @RequestBody JsonNode json,
            @Parameter(hidden = true) @RequestAttribute(RequestMemory.ATTRIBUTE) RequestMemory memory) {
        ExpressionModel formula = reader.read(json, memory);
        return answers.compute(() -> GradientCheck.of(formula, properties.graphValues()));
    }
}
