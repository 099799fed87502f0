package dev.downhill.api.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Describes a specification in the OpenAPI document, with the first lesson as the example. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class SpecificationSchema implements OpenApiCustomizer {
    private static final String NAME = "JobSpecification";
    private static final String FIRST_LESSON = """
            {"name": "y = 3x",
             "model": {"expression": "w * x", "parameters": {"w": 0.0}},
             "data": {"x": [2.0], "y": [6.0]},
             "loss": "mse",
             "optimizer": {"type": "sgd", "learningRate": 0.1},
             "steps": 10}
            """;

    private final JsonMapper json;

    SpecificationSchema(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void customise(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(new Components());
        }
        schemas().forEach(document.getComponents()::addSchemas);
        Object lesson = json.readValue(FIRST_LESSON, Map.class);
        // What is there already is kept: lessons add their examples to the same body, before or after.
        RequestBody body = Objects.requireNonNull(document.getPaths().get("/jobs"), "JobController serves it")
                .getPost()
                .getRequestBody()
                .required(true);
        Objects.requireNonNull(body.getContent().get("application/json"), "a specification is JSON")
                .schema(SchemaParts.reference(NAME))
                .addExamples(
                        "firstLesson",
                        new Example().summary("y = 3x, the first lesson").value(lesson));
    }

    /** Returns the schemas of a specification and of its parts, by their names. */
    private static Map<String, Schema<?>> schemas() {
        Map<String, Schema<?>> schemas = new LinkedHashMap<>();
        schemas.put(NAME, specification());
        schemas.put("Model", model());
        schemas.put("Regularization", regularization());
        schemas.put("GradientClipping", clipping());
        schemas.put("StopRules", stop());
        schemas.put("Recording", recording());
        schemas.putAll(DataSchemas.all());
        schemas.putAll(KindSchemas.all());
        return schemas;
    }

    private static Schema<?> specification() {
        return new ObjectSchema()
                .addProperty(
                        "name", SchemaParts.orNull(SchemaParts.text("a title").maxLength(200)))
                .addProperty("model", SchemaParts.reference("Model"))
                .addProperty("data", SchemaParts.reference(DataSchemas.NAME))
                .addProperty("loss", kind("loss"))
                .addProperty("optimizer", kind("optimizer"))
                .addProperty("schedule", kind("schedule"))
                .addProperty("regularization", SchemaParts.orNull(SchemaParts.reference("Regularization")))
                .addProperty("gradientClipping", SchemaParts.orNull(SchemaParts.reference("GradientClipping")))
                .addProperty("steps", SchemaParts.whole("the number of updates, 100 by default"))
                .addProperty("epochs", SchemaParts.whole("in place of `steps`: passes over the data"))
                .addProperty("batchSize", SchemaParts.whole("rows per step; all by default"))
                .addProperty("shuffle", SchemaParts.flag("draws a new order for every epoch"))
                .addProperty("frozen", list(SchemaParts.text("a parameter that is not trained")))
                .addProperty("seed", SchemaParts.whole("the seed of every random choice"))
                .addProperty("zeroGrad", SchemaParts.flag("false: gradients accumulate"))
                .addProperty("dtype", SchemaParts.oneOf("the precision of every number", "float64", "float32"))
                .addProperty("stop", SchemaParts.orNull(SchemaParts.reference("StopRules")))
                .addProperty("record", SchemaParts.reference("Recording"))
                .required(List.of("model", "data"));
    }

    private static Schema<?> model() {
        return new ObjectSchema()
                .description("a formula, or layers")
                .addProperty(
                        "expression",
                        SchemaParts.text("a formula of data columns and parameters, in Python's notation; names with "
                                + "spaces or signs stand in backticks"))
                .addProperty(
                        "parameters",
                        new ObjectSchema()
                                .additionalProperties(true)
                                .description("each parameter's initial value: a number or nested arrays"))
                .addProperty("layers", list(kind("layer")));
    }

    private static Schema<?> regularization() {
        return new ObjectSchema()
                .addProperty("l1", SchemaParts.number("times the sum of the absolute values, added to the loss"))
                .addProperty("l2", SchemaParts.number("times the sum of the squares, added to the loss"));
    }

    private static Schema<?> clipping() {
        return new ObjectSchema()
                .addProperty("norm", SchemaParts.number("the largest norm of all gradients together"))
                .addProperty("value", SchemaParts.number("the largest absolute value of each gradient"));
    }

    private static Schema<?> stop() {
        return new ObjectSchema()
                .description("ends the run earlier")
                .addProperty("lossBelow", SchemaParts.orNull(SchemaParts.number("as soon as the loss is below this")))
                .addProperty(
                        "patience", SchemaParts.orNull(SchemaParts.whole("after so many steps without a better value")))
                .addProperty("minDelta", SchemaParts.number("by how much a value must be better to count"))
                .addProperty(
                        "monitor",
                        SchemaParts.oneOf(
                                "what is to become better: the loss of each step, or at the end of each epoch a metric of the test rows",
                                "loss",
                                "testLoss",
                                "testAccuracy"))
                .addProperty("restoreBest", SchemaParts.flag("true: the final parameters are those of the best value"));
    }

    private static Schema<?> recording() {
        return new ObjectSchema()
                .description("the recorded points")
                .addProperty("every", SchemaParts.whole("every how many steps"))
                .addProperty(
                        "parameters", SchemaParts.oneOf("the recorded values of parameters", "all", "summary", "none"))
                .addProperty("gradients", SchemaParts.flag("whether gradients are recorded"))
                .addProperty(
                        "metrics",
                        SchemaParts.flag("whether accuracy or r2 and the metrics of the test rows are recorded"));
    }

    private static Schema<?> list(Schema<?> of) {
        return new Schema<>().types(Set.of("array")).items(of);
    }

    private static Schema<?> kind(String what) {
        return SchemaParts.reference(KindSchemas.nameOf(what));
    }
}
