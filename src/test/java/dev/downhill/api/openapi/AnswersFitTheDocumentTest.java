package dev.downhill.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Real answers, with null where something is missing, against the schemas of the OpenAPI document. */
@ServiceTest
class AnswersFitTheDocumentTest {
    private static final JsonMapper JSON = new JsonMapper();

    /** A convolution, metrics, test rows, a class without rows, a loss with an array, and a rule that names no loss. */
    private static final String IMAGES = """
            {"model": {"layers": [{"type": "unflatten", "shape": [1, 2, 2]}, {"type": "batchNorm"},
                                  {"type": "conv2d", "outChannels": 2, "kernelSize": 2, "padding": 1},
                                  {"type": "flatten"}, {"type": "linear", "units": 3}]},
             "data": {"x": [[1, 2, 3, 4], [2, 3, 4, 5], [0, 1, 0, 1], [5, 4, 3, 2], [1, 1, 2, 2], [3, 0, 1, 2]],
                      "y": [0, 1, 0, 1, 1, 0], "testFraction": 0.3},
             "loss": {"type": "crossEntropy", "classWeights": [1, 2, 1]}, "stop": {"patience": 3, "restoreBest": true},
             "record": {"metrics": true, "gradients": true}, "steps": 6}""";

    private static final String DIVERGING = """
            {"model": {"layers": [{"type": "linear", "units": 2}, {"type": "linear", "units": 2}]},
             "data": {"x": [[1.0, 2.0], [3.0, 4.0], [1.0, 1.0]], "y": [[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]],
                      "testFraction": 0.34},
             "optimizer": {"type": "sgd", "learningRate": 5}, "schedule": {"expression": "1 / (1 + 0.001 * k)"},
             "loss": {"type": "mse"}, "record": {"metrics": true}, "steps": 40}""";

    private static final String TWO_WEIGHTS = """
            {"model": {"layers": [{"type": "linear", "units": 2}]}, "data": {"x": [[1.0], [2.0]], "y": [[0, 1], [1, 1]]},
             "loss": {"type": "bceWithLogits", "posWeight": [2.0, 3.0]}, "steps": 3}""";

    private final Service service;
    private JsonNode document;

    AnswersFitTheDocumentTest(Service service) {
        this.service = service;
        this.document = JSON.missingNode();
    }

    @BeforeEach
    void fetchTheDocument() throws Exception {
        document = service.json(service.get("/v3/api-docs"));
    }

    static Stream<String> specifications() {
        return Stream.of(FirstLesson.JSON, IMAGES, DIVERGING, TWO_WEIGHTS);
    }

    @ParameterizedTest
    @MethodSource("specifications")
    void everyAnswerAboutAJob(String specification) throws Exception {
        HttpResponse<String> submitted = service.post(specification, "Prefer", "wait=30");
        fits(submitted, "/jobs", "post");
        String job = Service.location(submitted);
        JsonNode shown = service.json(submitted);
        request(JSON.readTree(specification), "/jobs");
        request(shown.get("specification"), "/jobs");
        fits(service.get(job), "/jobs/{id}", "get");
        fits(service.get("/jobs?limit=2"), "/jobs", "get");
        for (String part : new String[] {
            "trajectory",
            "data",
            "graph",
            "model",
            "weights",
            "capsule?steps=1",
            "sharpness",
            "sharpness?points=2",
            "loss-surface?points=3",
            "loss-surface?points=3&directions=random"
        }) {
            String name = part.contains("?") ? part.substring(0, part.indexOf('?')) : part;
            fits(service.get(job + "/" + part), "/jobs/{id}/" + name, "get");
        }
        fits(service.get(job + "/steps/1"), "/jobs/{id}/steps/{step}", "get");
        fits(service.get(job + "/steps/1?row=0"), "/jobs/{id}/steps/{step}", "get");
        fits(service.get(job + "/sample"), "/jobs/{id}/sample", "get");
        fits(service.send("POST", job + "/cancel", ""), "/jobs/{id}/cancel", "post");
        fits(
                service.send("POST", job + "/forks", "{\"step\": 0, \"changes\": {\"steps\": 2}}", "Prefer", "wait=30"),
                "/jobs/{id}/forks",
                "post");
        fits(service.send("POST", "/learning-rates?steps=10", specification), "/learning-rates", "post");
        fits(
                service.send(
                        "POST",
                        "/transcripts",
                        "{\"specification\": " + specification
                                + ", \"lines\": [\"step 1: loss=0.5\", \"step 2: loss=0.4\"]}"),
                "/transcripts",
                "post");
    }

    @Test
    void answersAboutOtherThings() throws Exception {
        fits(service.get("/catalog"), "/catalog", "get");
        fits(service.get("/lessons"), "/lessons", "get");
        fits(service.get("/lessons/xor"), "/lessons/{id}", "get");
        fits(service.get("/class/students"), "/class/students", "get");
        fits(
                service.send("POST", "/gradients", "{\"expression\": \"1 / x\", \"parameters\": {\"x\": 0}}"),
                "/gradients",
                "post");
        fits(service.send("POST", "/datasets", "x,y\n1,2\n,3\n", "Content-Type", "text/csv"), "/datasets", "post");
        fits(
                service.send(
                        "POST",
                        "/sweeps",
                        "{\"specification\": " + FirstLesson.JSON
                                + ", \"grid\": {\"/optimizer/learningRate\": [0.1, 0.01]}}"),
                "/sweeps",
                "post");
    }

    private void fits(HttpResponse<String> answer, String path, String method) {
        String type = answer.headers().firstValue("Content-Type").orElseThrow();
        String place = "/paths/" + path.replace("/", "~1") + "/" + method + "/responses/" + answer.statusCode()
                + "/content/" + type.replace("/", "~1") + "/schema";
        valid(place, answer.body());
    }

    private void request(JsonNode body, String path) {
        valid(
                "/paths/" + path.replace("/", "~1") + "/post/requestBody/content/application~1json/schema",
                body.toString());
    }

    private void valid(String place, String json) {
        JsonNode schema = document.at(place);
        assertThat(schema.isObject()).as(place).isTrue();
        ObjectNode root = ((ObjectNode) schema).deepCopy();
        root.set("components", document.get("components"));
        var errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root.toString(), InputFormat.JSON)
                .validate(json, InputFormat.JSON);

        assertThat(errors).as(place).isEmpty();
    }
}
