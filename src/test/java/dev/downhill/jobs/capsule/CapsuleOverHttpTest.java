package dev.downhill.jobs.capsule;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /jobs/{id}/capsule}: the numbers of the API in one file, within its limits. */
@ServiceTest(properties = {"downhill.capsules.size=200KB", "downhill.capsules.steps=3"})
class CapsuleOverHttpTest {
    private static final Path SCHEMA = Path.of("clients/embed/capsule.schema.json");
    private static final Path EXAMPLE = Path.of("clients/embed/examples/first.run.json");

    private static final String FIRST_LESSON = """
            {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [2.0], "y": [6.0]},
             "optimizer": {"type": "sgd", "learningRate": 0.1}, "steps": 10}""";

    private static final String MANY_POINTS = """
            {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [2.0], "y": [6.0]},
             "optimizer": {"type": "sgd", "learningRate": 1e-6}, "steps": 5000, "record": {"every": 1}}""";

    private static final String LINE = """
            {"model": {"expression": "w * x + b", "parameters": {"w": 0.0, "b": 0.0}}, "name": "a line",
             "data": {"x": [0.0, 1.0, 2.0, 3.0], "y": [1.0, 3.0, 5.0, 7.0], "testFraction": 0.25},
             "optimizer": {"type": "adam", "learningRate": 0.05}, "steps": 20}""";

    /** Its trajectory has summaries. */
    private static final String NETWORK = """
            {"model": {"layers": [{"type": "linear", "units": 100, "activation": "tanh"}, {"type": "linear", "units": 2}]},
             "data": {"generator": "spiral", "n": 20}, "steps": 5}""";

    /** Its steps have opened layers, its result a confusion matrix and a best state, its trajectory metrics. */
    private static final String LAYERS = """
            {"model": {"layers": [{"type": "linear", "units": 6}, {"type": "layerNorm"},
                                  {"type": "linear", "units": 2}]},
             "data": {"generator": "moons", "n": 40, "testFraction": 0.25}, "steps": 20,
             "stop": {"monitor": "testLoss", "restoreBest": true}, "record": {"metrics": true}}""";

    private static final String DIVERGES = """
            {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [2.0], "y": [6.0]},
             "optimizer": {"type": "sgd", "learningRate": 1e30}, "steps": 20}""";

    private final Service service;

    CapsuleOverHttpTest(Service service) {
        this.service = service;
    }

    private String finished(String specification) throws Exception {
        return Service.location(service.post(specification, "Prefer", "wait=30"));
    }

    private JsonNode capsule(String job, String query) throws Exception {
        HttpResponse<String> answer = service.get(job + "/capsule" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return service.json(answer);
    }

    private static List<String> faults(JsonNode capsule) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
        return schema.validate(capsule.toString(), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {FIRST_LESSON, LINE, NETWORK, LAYERS, DIVERGES})
    void aCapsuleHasTheNumbersOfTheApiAndFitsItsSchema(String specification) throws Exception {
        String job = finished(specification);
        JsonNode capsule = capsule(job, "?steps=2,1,1");
        JsonNode api = service.json(service.get(job));

        assertThat(faults(capsule)).isEmpty();
        assertThat(capsule.get("format").asString()).isEqualTo("downhill-capsule");
        for (String same : List.of("status", "outcome", "specification", "result", "trajectory")) {
            assertThat(capsule.get(same)).as(same).isEqualTo(api.get(same));
        }
        assertThat(capsule.get("steps").size()).isEqualTo(2);
        for (int step = 1; step <= 2; step++) {
            assertThat(capsule.get("steps").get(step - 1)).isEqualTo(service.json(service.get(job + "/steps/" + step)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/steps/0/layers/0/kind",
                "/trajectory/metrics/testAccuracy/0",
                "/result/confusion/test/recall/0",
                "/result/best/value"
            })
    void theSchemaKnowsTheNumbersOfLayersMetricsAndClasses(String place) throws Exception {
        JsonNode capsule = capsule(finished(LAYERS), "?steps=1");
        int last = place.lastIndexOf('/');
        JsonNode parent = capsule.at(place.substring(0, last));
        String name = place.substring(last + 1);

        assertThat(parent.at("/" + name).isMissingNode()).isFalse();
        if (parent instanceof ObjectNode object) {
            object.put(name, true);
        } else {
            ((ArrayNode) parent).set(Integer.parseInt(name), true);
        }
        assertThat(faults(capsule)).isNotEmpty();
    }

    @Test
    void aModelOfOneOrTwoWeightsHasItsLossSurface() throws Exception {
        for (String small : List.of(FIRST_LESSON, LINE)) {
            String job = finished(small);
            assertThat(capsule(job, "").get("lossSurface")).isEqualTo(service.json(service.get(job + "/loss-surface")));
        }
        assertThat(capsule(finished(NETWORK), "").has("lossSurface")).isFalse();
    }

    @Test
    void aForkHasACapsuleOfItsOwnSteps() throws Exception {
        String job = finished(FIRST_LESSON);
        String fork = Service.location(service.send(
                "POST", job + "/forks", "{\"step\": 4, \"changes\": {\"steps\": 12}}", "Prefer", "wait=30"));

        JsonNode capsule = capsule(fork, "?steps=5");

        assertThat(faults(capsule)).isEmpty();
        assertThat(capsule.at("/forkOf/step").asInt()).isEqualTo(4);
        assertThat(capsule.at("/trajectory/step/0").asInt()).isEqualTo(5);
        assertThat(service.get(fork + "/capsule?steps=4").statusCode()).isEqualTo(400);
    }

    @Test
    void theSchemaRefusesOtherVersionsAndShapes() throws Exception {
        JsonNode capsule = capsule(finished(FIRST_LESSON), "?steps=1");
        for (String change : List.of(
                "{\"version\": 2}",
                "{\"format\": \"run\"}",
                "{\"trajectory\": {\"step\": [\"1\"]}}",
                "{\"steps\": [1]}")) {
            var changed = (ObjectNode) capsule.deepCopy();
            new JsonMapper().readTree(change).properties().forEach(one -> changed.set(one.getKey(), one.getValue()));
            assertThat(faults(changed)).as(change).isNotEmpty();
        }
    }

    @Test
    void aCapsuleAboveItsLimitIsRefusedWithAdvice() throws Exception {
        HttpResponse<String> refused = service.get(finished(MANY_POINTS) + "/capsule");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("/problems/capsule-too-large", "204800 bytes", "record.every");
    }

    @Test
    void stepsAreNamedWithinTheRunAndTheLimit() throws Exception {
        String job = finished(FIRST_LESSON);

        HttpResponse<String> many = service.get(job + "/capsule?steps=1,2,3,4");
        HttpResponse<String> later = service.get(job + "/capsule?steps=11");

        assertThat(many.statusCode()).isEqualTo(400);
        assertThat(many.body()).contains("parameter 'steps'", "at most 3");
        assertThat(later.statusCode()).isEqualTo(400);
        assertThat(later.body()).contains("there is no step 11");
    }

    @Test
    void aJobThatRunsHasNoCapsuleYet() throws Exception {
        String job = service.submitted(Service.LONG);
        try {
            assertThat(service.get(job + "/capsule").statusCode()).isEqualTo(409);
        } finally {
            service.send("POST", job + "/cancel", "");
        }
    }

    @Test
    void theCapsuleOfTheExamplesIsThatOfTheFirstLesson() throws Exception {
        JsonNode capsule = capsule(finished(FIRST_LESSON), "?steps=1,2");
        JsonNode example = new JsonMapper().readTree(EXAMPLE.toFile());

        assertThat(faults(example)).isEmpty();
        assertThat(Stream.of("format", "version", "outcome", "trajectory", "steps", "lossSurface")
                        .allMatch(part -> capsule.get(part).equals(example.get(part))))
                .isTrue();
    }
}
