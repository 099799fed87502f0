package dev.downhill.api.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
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
        document.getComponents().addSchemas(NAME, schema());
        KindSchemas.all().forEach(document.getComponents()::addSchemas);
        Object lesson = json.readValue(FIRST_LESSON, Map.class);
        // What is there already is kept: lessons add their examples to the same body, before or after.
        RequestBody body = Objects.requireNonNull(document.getPaths().get("/jobs"), "JobController serves it")
                .getPost()
                .getRequestBody()
                .required(true);
        Objects.requireNonNull(body.getContent().get("application/json"), "a specification is JSON")
                .schema(new Schema<>().$ref("#/components/schemas/" + NAME))
                .addExamples(
                        "firstLesson",
                        new Example().summary("y = 3x, the first lesson").value(lesson));
    }

    private static Schema<?> schema() {
        var model = new ObjectSchema()
                .addProperty(
                        "expression",
                        text("a formula of data columns and parameters, in Python's notation; names with "
                                + "spaces or signs stand in backticks"))
                .addProperty("parameters", object("each parameter's initial value: a number or nested arrays"))
                .addProperty("layers", new Schema<>().types(Set.of("array")).items(kind("layer")));
        var data = object("every array is a column; `target` names the one to predict, `y` by default; or one of "
                + "`generator`, `dataset`, `csv`, `datasetId`, `text`; with any `testFraction` and `standardize`; with "
                + "layers also `features`, formulas of the columns that take the place of the inputs; with "
                + "`csv` and `datasetId` also `header` (false: the columns are c1, c2, ...), `separator`, `columns` or "
                + "`ignore` (names or numbers of columns), `missing` (`refuse`, `drop`, `mean`) and `oneHot` (columns of "
                + "words)");
        return new ObjectSchema()
                .addProperty("name", text("a title").maxLength(200))
                .addProperty("model", model)
                .addProperty("data", data)
                .addProperty("loss", kind("loss"))
                .addProperty("optimizer", kind("optimizer"))
                .addProperty("schedule", kind("schedule"))
                .addProperty(
                        "regularization",
                        new ObjectSchema()
                                .addProperty("l1", number("times the sum of the absolute values, added to the loss"))
                                .addProperty("l2", number("times the sum of the squares, added to the loss")))
                .addProperty(
                        "gradientClipping",
                        new ObjectSchema()
                                .addProperty("norm", number("the largest norm of all gradients together"))
                                .addProperty("value", number("the largest absolute value of each gradient")))
                .addProperty("steps", whole("the number of updates, 100 by default"))
                .addProperty("epochs", whole("in place of `steps`: passes over the data"))
                .addProperty("batchSize", whole("rows per step; all by default"))
                .addProperty("shuffle", flag("draws a new order for every epoch"))
                .addProperty(
                        "frozen", new Schema<>().types(Set.of("array")).items(text("a parameter that is not trained")))
                .addProperty("seed", whole("the seed of every random choice"))
                .addProperty("zeroGrad", flag("false: gradients accumulate"))
                .addProperty("dtype", oneOf("the precision of every number", "float64", "float32"))
                .addProperty("stop", stop())
                .addProperty("record", record())
                .required(List.of("model", "data"));
    }

    private static Schema<?> stop() {
        return new ObjectSchema()
                .description("ends the run earlier")
                .addProperty("lossBelow", number("as soon as the loss is below this"))
                .addProperty("patience", whole("after so many steps without a better loss"))
                .addProperty("minDelta", number("by how much a loss must be lower to be better"));
    }

    private static Schema<?> record() {
        return new ObjectSchema()
                .description("the recorded points")
                .addProperty("every", whole("every how many steps"))
                .addProperty("parameters", oneOf("the recorded values of parameters", "all", "summary", "none"))
                .addProperty("gradients", flag("whether gradients are recorded"));
    }

    private static Schema<?> number(String description) {
        return new Schema<Double>().types(Set.of("number")).description(description);
    }

    private static Schema<?> oneOf(String description, String... words) {
        return new Schema<String>()
                .types(Set.of("string"))
                ._enum(List.of(words))
                .description(description);
    }

    private static Schema<?> kind(String what) {
        return new Schema<>().$ref("#/components/schemas/" + KindSchemas.nameOf(what));
    }

    private static Schema<?> flag(String description) {
        return new Schema<Boolean>().types(Set.of("boolean")).description(description);
    }

    private static Schema<?> text(String description) {
        return new Schema<String>().types(Set.of("string")).description(description);
    }

    private static Schema<?> whole(String description) {
        return new Schema<Long>().types(Set.of("integer")).format("int64").description(description);
    }

    private static Schema<?> object(String description) {
        return new ObjectSchema().additionalProperties(true).description(description);
    }
}
