package dev.downhill.jobs.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import dev.downhill.specification.RandomSpecifications;
import java.net.http.HttpResponse;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a job shows as its specification, sent back; and forks without changes. */
@ServiceTest(properties = "downhill.web.posts-per-second=0")
class RoundTripOverHttpTest {
    private static final int DRAWS = 40;
    private static final JsonMapper JSON = new JsonMapper();
    private static final String IN_EPOCHS = """
            {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [1, 2, 3], "y": [2, 4, 6]},
             "optimizer": {"learningRate": 0.02}, "batchSize": 2, "epochs": 5%s}""";

    private final Service service;

    RoundTripOverHttpTest(Service service) {
        this.service = service;
    }

    private JsonNode run(String specification) throws Exception {
        return finished(service.post(specification, "Prefer", "wait=30"));
    }

    private JsonNode fork(JsonNode job, String body) throws Exception {
        return finished(service.send("POST", job.at("/links/forks").asString(), body, "Prefer", "wait=30"));
    }

    private JsonNode finished(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return service.json(service.get(Service.location(answer)));
    }

    private static void assertSame(JsonNode other, JsonNode job) {
        assertThat(other.get("specification")).isEqualTo(job.get("specification"));
        assertThat(other.get("trajectory")).isEqualTo(job.get("trajectory"));
        assertSameEnd(other, job);
    }

    private static void assertSameEnd(JsonNode other, JsonNode job) {
        assertThat(other.get("outcome")).isEqualTo(job.get("outcome"));
        for (String field : new String[] {"finalLoss", "parameters", "metrics", "sample", "divergence"}) {
            assertThat(other.at("/result/" + field)).isEqualTo(job.at("/result/" + field));
        }
    }

    /** Asserts that a fork recorded what the job recorded after a step. */
    private static void assertRest(JsonNode fork, JsonNode job, long step) {
        JsonNode points = fork.get("trajectory");
        JsonNode whole = job.get("trajectory");
        int compared = 0;
        for (int i = 0; i < whole.get("step").size(); i++) {
            long number = whole.get("step").get(i).asLong();
            for (int point = 0; number > step && point < points.get("step").size(); point++) {
                if (points.get("step").get(point).asLong() == number) {
                    compared++;
                    assertSamePoint(points, point, whole, i);
                }
            }
            assertThat(number <= step || compared > 0).isTrue();
        }
        assertSameEnd(fork, job);
    }

    private static void assertSamePoint(JsonNode points, int point, JsonNode whole, int i) {
        assertThat(points.get("loss").get(point)).isEqualTo(whole.get("loss").get(i));
        for (String field : new String[] {"parameters", "gradients"}) {
            for (String name : whole.path(field).propertyNames()) {
                assertThat(points.at("/" + field).get(name).get(point))
                        .isEqualTo(whole.at("/" + field).get(name).get(i));
            }
        }
    }

    @Test
    void randomJobsComeBackTheSame() throws Exception {
        for (long seed = 1000; seed < 1000 + DRAWS; seed++) {
            JsonNode job = run(RandomSpecifications.specification(seed));
            assertSame(run(job.get("specification").toString()), job);

            long end = job.at("/progress/step").asLong();
            long step = end < 2 ? 0 : new SplittableRandom(seed).nextLong(end);
            JsonNode fork = fork(job, "{\"step\": %d, \"changes\": {}}".formatted(step));
            assertThat(fork.get("specification")).isEqualTo(job.get("specification"));
            assertRest(fork, job, step);
        }
    }

    @Test
    void aJobInEpochsComesBackTheSame() throws Exception {
        JsonNode job = run(IN_EPOCHS.formatted(""));

        assertThat(job.at("/specification/steps").asLong()).isEqualTo(10);
        assertSame(run(job.get("specification").toString()), job);
        JsonNode fork = fork(job, "{\"step\": 7, \"changes\": {}}");
        assertRest(fork, job, 7);
        assertRest(fork(fork, "{\"step\": 8}"), job, 8);
    }

    @Test
    void refusesContradictingStepsAndEpochs() throws Exception {
        HttpResponse<String> answer = service.post(IN_EPOCHS.formatted(", \"steps\": 7"));

        assertThat(answer.statusCode()).isEqualTo(422);
        JsonNode fault = service.json(answer).at("/errors/0");
        assertThat(fault.get("pointer").asString()).isEqualTo("/steps");
        assertThat(fault.get("message").asString())
                .isEqualTo("'steps' is 7, but 'epochs' 5 of 2 steps each make 10; give one of them, or both alike");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"steps\": 15}; 15; null",
                "{\"epochs\": 8}; 16; 8",
                "{\"batchSize\": 1}; 15; 5",
                "{\"epochs\": 8, \"batchSize\": 3}; 8; 8",
                "{\"epochs\": 8, \"steps\": 16}; 16; 8",
                "{\"optimizer\": {\"learningRate\": 0.1}}; 10; 5"
            })
    void forkOfAJobInEpochsIsAsLongAsItsChangesSay(String changes, long steps, String epochs) throws Exception {
        JsonNode fork = fork(run(IN_EPOCHS.formatted("")), "{\"step\": 3, \"changes\": %s}".formatted(changes));

        assertThat(fork.at("/progress/step").asLong()).isEqualTo(steps);
        assertThat(fork.at("/specification/steps").asLong()).isEqualTo(steps);
        assertThat(fork.at("/specification/epochs").asString("null")).isEqualTo(epochs);
    }

    @Test
    void forkReplacesAKindByAnother() throws Exception {
        JsonNode job = run(IN_EPOCHS.formatted(", \"gradientClipping\": {\"norm\": 1}, \"stop\": {\"patience\": 50}"));
        JsonNode fork = fork(job, """
                {"step": 3, "changes": {"gradientClipping": {"value": 2}, "schedule": {"expression": "1 / (1 + k)"},
                 "loss": {"expression": "abs(yPred - y)"}, "stop": {"lossBelow": -1, "patience": null}}}""");

        assertThat(fork.at("/specification/gradientClipping").propertyNames()).containsExactly("value");
        assertThat(fork.at("/specification/schedule").propertyNames()).containsExactly("expression");
        assertThat(fork.at("/specification/loss/type").isMissingNode()).isTrue();
        assertThat(fork.at("/specification/stop/patience").isNull()).isTrue();

        JsonNode back = fork(fork, """
                {"step": 4, "changes": {"schedule": {"type": "constant"}, "loss": "mse"}}""");
        assertThat(back.at("/specification/loss/type").asString()).isEqualTo("mse");
    }

    @Test
    void specificationOfAForkMakesItAgain() throws Exception {
        JsonNode job = run(IN_EPOCHS.formatted(""));
        JsonNode fork =
                fork(job, "{\"step\": 4, \"changes\": {\"optimizer\": {\"learningRate\": 0.05}, \"steps\": 12}}");

        assertThat(job.get("forkOf").isNull()).isTrue();
        assertThat(fork.at("/forkOf/job")).isEqualTo(job.get("id"));
        assertThat(fork.at("/forkOf/step").asLong()).isEqualTo(4);
        ObjectNode again = JSON.createObjectNode().put("step", 4);
        again.set("changes", fork.get("specification"));
        assertSame(fork(job, again.toString()), fork);
        assertThat(run(fork.get("specification").toString())
                        .at("/trajectory/step/0")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void forkContinuesItsPatience() throws Exception {
        JsonNode job = run("""
                {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [1], "y": [1]}, "steps": 100,
                 "optimizer": {"learningRate": 0.9}, "stop": {"patience": 10, "minDelta": 0.001}}""");
        assertThat(job.get("outcome").asString()).isEqualTo("stoppedEarly");
        long end = job.at("/progress/step").asLong();

        JsonNode fork = fork(job, "{\"step\": %d}".formatted(end - 3));

        assertThat(fork.at("/progress/step").asLong()).isEqualTo(end);
        assertRest(fork, job, end - 3);
    }

    @Test
    void forksAJobAfterItsUploadIsGone() throws Exception {
        HttpResponse<String> upload =
                service.send("POST", "/datasets", "a,b,y\n1,2,3\n2,1,4\n3,3,6\n", "Content-Type", "text/csv");
        assertThat(upload.statusCode()).as(upload.body()).isEqualTo(201);
        JsonNode job = run("""
                {"model": {"layers": [{"type": "linear", "units": 1}]}, "data": {"datasetId": "%s", "standardize": true},
                 "epochs": 4, "batchSize": 2}""".formatted(service.json(upload).get("id").asString()));

        assertSame(run(job.get("specification").toString()), job);
        assertThat(service.send("DELETE", Service.location(upload), "").statusCode())
                .isEqualTo(204);
        assertRest(fork(job, "{\"step\": 3}"), job, 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"model\": {\"expression\": \"w * x\", \"parameters\": {\"w\": 0}, \"layers\": null}",
                "\"loss\": {\"type\": \"mae\", \"expression\": null}",
                "\"loss\": {\"type\": null, \"expression\": \"abs(y - yPred)\"}",
                "\"schedule\": {\"type\": \"cosine\", \"expression\": null}",
                "\"schedule\": {\"type\": null, \"expression\": \"1 / (1 + k)\"}",
                "\"gradientClipping\": {\"norm\": 1, \"value\": null}",
                "\"gradientClipping\": {\"norm\": null, \"value\": 1}",
                "\"stop\": {\"lossBelow\": null, \"patience\": null, \"minDelta\": null}",
                "\"data\": {\"x\": [1, 2], \"y\": [2, 4], \"csv\": null, \"target\": null}",
                "\"steps\": null, \"epochs\": 3",
                "\"steps\": 3, \"epochs\": null",
                "\"name\": null, \"seed\": null, \"batchSize\": null, \"shuffle\": null, \"frozen\": null",
                "\"zeroGrad\": null, \"dtype\": null, \"stop\": null, \"record\": null, \"regularization\": null"
            })
    void nullFieldIsAnAbsentField(String fields) throws Exception {
        var specification = (ObjectNode) JSON.readTree("""
                {"model": {"expression": "w * x", "parameters": {"w": 0}}, "data": {"x": [1, 2], "y": [2, 4]}}""");
        specification.setAll((ObjectNode) JSON.readTree("{" + fields + "}"));
        JsonNode job = run(specification.toString());

        assertSame(run(job.get("specification").toString()), job);
    }

    @Test
    void showsDefaultsOfParametersAndStoppingRules() throws Exception {
        JsonNode job = run("""
                {"model": {"expression": "w * x", "parameters": {"w": {"shape": [1]}}}, "data": {"x": [1], "y": [1]},
                 "stop": {"lossBelow": 0.1}, "steps": 2}""");

        assertThat(job.at("/specification/model/parameters/w/init/type").asString())
                .isEqualTo("fanIn");
        assertThat(job.at("/specification/stop/patience").isNull()).isTrue();
        assertThat(job.at("/specification/stop/minDelta").asDouble()).isZero();
    }
}
