package dev.downhill.jobs;

import dev.downhill.engine.catalog.Catalogue;
import dev.downhill.training.specification.Catalogues;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Describes a specification in the OpenAPI document, with the seed lesson as the example. */
@Component
class SpecificationSchema implements OpenApiCustomizer {
    private static final String NAME = "JobSpecification";
    private static final String SEED = """
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
        Object seed = json.readValue(SEED, Map.class);
        var media = new MediaType()
                .schema(new Schema<>().$ref("#/components/schemas/" + NAME))
                .addExamples(
                        "seed", new Example().summary("y = 3x, the seed lesson").value(seed));
        var body = new RequestBody().required(true).content(new Content().addMediaType("application/json", media));
        Objects.requireNonNull(document.getPaths().get("/jobs"), "JobController serves it")
                .getPost()
                .setRequestBody(body);
    }

    private static Schema<?> schema() {
        var model = new ObjectSchema()
                .addProperty("expression", text("a formula of data columns and parameters, in Python's notation"))
                .addProperty("parameters", object("each parameter's initial value: a number or nested arrays"))
                .required(List.of("expression"));
        var data = object("every array is a column; `target` names the one to predict, `y` by default");
        return new ObjectSchema()
                .addProperty("name", text("a title").maxLength(200))
                .addProperty("model", model)
                .addProperty("data", data)
                .addProperty("loss", new Schema<>().description(oneOf(Catalogues.of("loss")) + ", `mse` by default"))
                .addProperty(
                        "optimizer", object(oneOf(Catalogues.of("optimizer")) + " with its options, as in torch.optim"))
                .addProperty("steps", whole("the number of updates, 100 by default"))
                .addProperty("frozen", new Schema<>().type("array").items(text("a parameter that is not trained")))
                .addProperty("seed", whole("what every random choice follows from"))
                .addProperty("zeroGrad", new Schema<>().type("boolean").description("false lets gradients accumulate"))
                .addProperty("dtype", text("`float64` or `float32`"))
                .addProperty("record", object("what is kept: `every`, `parameters`, `gradients`"))
                .required(List.of("model", "data"));
    }

    private static String oneOf(Catalogue<?> catalogue) {
        return "one of `" + String.join("`, `", catalogue.names()) + "`";
    }

    private static Schema<?> text(String description) {
        return new Schema<String>().type("string").description(description);
    }

    private static Schema<?> whole(String description) {
        return new Schema<Long>().type("integer").format("int64").description(description);
    }

    private static Schema<?> object(String description) {
        return new ObjectSchema().additionalProperties(true).description(description);
    }
}
