package dev.downhill.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The weights after several steps, over HTTP; one answer holds six states of {@link #SPIRAL}. */
@ServiceTest(properties = "downhill.exports.weights-bytes=8000B")
class WeightsOverHttpTest {
    private static final JsonMapper JSON = new JsonMapper();

    /** Of more weights than are recorded one by one, with mini-batches and dropout. */
    private static final String SPIRAL = """
            {"model": {"layers": [{"type": "linear", "units": 40, "activation": "tanh"}, {"type": "dropout", "p": 0.2},
                                  {"type": "linear", "units": 1}]},
             "data": {"generator": "spiral", "n": 60}, "batchSize": 16, "loss": "bceWithLogits",
             "optimizer": {"type": "adam", "learningRate": 0.01}, "steps": 100%s}""";

    private final Service service;

    WeightsOverHttpTest(Service service) {
        this.service = service;
    }

    private String finished(String specification) throws Exception {
        HttpResponse<String> answer = service.post(specification, "Prefer", "wait=30");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Service.location(answer);
    }

    private JsonNode weights(String job, String query) throws Exception {
        HttpResponse<String> answer = service.get(job + "/weights" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return service.json(answer);
    }

    @Test
    void smallModelHasThemAtEveryStep() throws Exception {
        String job = finished(FirstLesson.JSON);
        JsonNode trajectory = service.json(service.get(job)).get("trajectory");

        JsonNode all = weights(job, "");

        assertThat(all.get("step").toString()).isEqualTo("[0,1,2,3,4,5,6,7,8,9,10]");
        assertThat(all.at("/parameters/w/0")).isEqualTo(trajectory.at("/initial/w"));
        for (int i = 0; i < 10; i++) {
            assertThat(all.at("/parameters/w/" + (i + 1))).isEqualTo(trajectory.at("/parameters/w/" + i));
        }
        assertThat(all.get("next").isNull()).isTrue();
    }

    @Test
    void weightsThatAreNotRecordedAreTheBitsOfTheRun() throws Exception {
        String job = finished(SPIRAL.formatted(""));

        JsonNode part = weights(job, "?from=40&every=10");

        assertThat(part.get("step").toString()).isEqualTo("[40,50,60,70,80,90]");
        assertThat(part.get("next").asLong()).isEqualTo(100);
        JsonNode last = weights(job, "?from=100");
        JsonNode model = service.json(service.get(job + "/model"));
        for (String name : model.get("parameters").propertyNames()) {
            assertThat(last.get("parameters").get(name).get(0))
                    .isEqualTo(model.get("parameters").get(name));
        }
        for (int i = 0; i < 6; i++) {
            String shorter = SPIRAL.formatted(", \"stop\": {\"lossBelow\": -1}, \"schedule\": \"constant\"")
                    .replace(
                            "\"steps\": 100",
                            "\"steps\": " + part.at("/step/" + i).asLong());
            JsonNode there = service.json(service.get(finished(shorter) + "/model"));
            assertThat(part.get("parameters").get("0.weight").get(i))
                    .isEqualTo(there.get("parameters").get("0.weight"));
        }
    }

    @Test
    void partsFollowOneAnotherByNext() throws Exception {
        String job = finished(SPIRAL.formatted(", \"record\": {\"every\": 7}"));
        List<Long> steps = new ArrayList<>();
        String from = "0";
        while (!from.equals("null")) {
            JsonNode part = weights(job, "?from=" + from);
            part.get("step").forEach(step -> steps.add(step.asLong()));
            from = part.get("next").asString("null");
        }

        assertThat(steps).startsWith(0L, 1L, 7L, 14L).endsWith(91L, 98L, 100L).hasSize(17);
    }

    @Test
    void safetensorsHoldTheSameNumbers() throws Exception {
        String job = finished(SPIRAL.formatted(""));
        JsonNode json = weights(job, "?from=3&to=5").get("parameters");

        byte[] bytes = service.file(job + "/weights?from=3&to=5", "application/vnd.safetensors")
                .body();

        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int length = Math.toIntExact(file.getLong());
        JsonNode header = JSON.readTree(new String(bytes, 8, length, StandardCharsets.UTF_8));
        assertThat(header.at("/run.step/shape").toString()).isEqualTo("[3]");
        assertThat(file.getLong(8 + length)).isEqualTo(3);
        assertThat(header.at("/0.weight/shape").toString()).isEqualTo("[3,40,2]");
        int at = 8 + length + header.at("/0.weight/data_offsets/0").asInt();
        assertThat(file.getDouble(at + 8 * (2 * 80 + 2 * 7 + 1)))
                .isEqualTo(json.get("0.weight").at("/2/7/1").asDouble());
        assertThat(bytes)
                .hasSize(8 + length + header.at("/2.bias/data_offsets/1").asInt());
    }

    @Test
    void runningJobHasThoseOfItsStepsSoFar() throws Exception {
        String job = service.submitted(Service.LONG.replace("\"steps\"", "\"record\": {\"every\": 5000}, \"steps\""));
        try {
            service.awaitStep(job, 10_000);
            JsonNode part = weights(job, "?to=10000");
            assertThat(part.get("step").toString()).isEqualTo("[0,1,5000]");
            assertThat(part.get("next").asLong()).isEqualTo(10_000);
        } finally {
            service.send("DELETE", job, "");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "?every=0, 400, every",
        "?from=-1, 400, from",
        "?from=5&to=4, 400, to",
        "?from=x, 400, from",
        "?dtype=int, 400, dtype"
    })
    void refusesABadParameter(String query, int status, String parameter) throws Exception {
        HttpResponse<String> answer = service.get(finished(FirstLesson.JSON) + "/weights" + query);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains(parameter);
    }

    @Test
    void refusesAModelWhoseWeightsAreTooManyForOneAnswer() throws Exception {
        HttpResponse<String> answer =
                service.get(finished(SPIRAL.formatted("").replace("\"units\": 40", "\"units\": 400")) + "/weights");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(service.json(answer).get("type").asString()).endsWith("weights-too-large");
        assertThat(service.json(answer).get("detail").asString())
                .isEqualTo("the weights of one step take 12808 bytes; at most 8000 are sent");
    }

    @Test
    void predictionsAfterSeveralStepsAreThoseOfEach() throws Exception {
        String job = finished(SPIRAL.formatted(""));
        String inputs = "{\"inputs\": {\"x\": [[0.5, 0.25], [-1, 2]]}, ";

        JsonNode several =
                service.json(service.send("POST", job + "/predictions", inputs + "\"steps\": [0, 17, 100]}"));

        for (int i = 0; i < 3; i++) {
            long step = several.at("/steps/" + i).asLong();
            JsonNode one = service.json(service.send("POST", job + "/predictions", inputs + "\"step\": " + step + "}"));
            assertThat(several.at("/outputs/" + i)).isEqualTo(one.get("outputs"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"step\": 1, \"steps\": [2]; /steps",
                "\"steps\": []; /steps",
                "\"steps\": [2, 1]; /steps/1",
                "\"steps\": [1.5]; /steps/0",
                "\"steps\": [11]; /steps/0"
            })
    void refusesBadStepsOfPredictions(String steps, String pointer) throws Exception {
        HttpResponse<String> answer = service.send(
                "POST", finished(FirstLesson.JSON) + "/predictions", "{\"inputs\": {\"x\": [1]}, " + steps + "}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(service.json(answer).at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }

    @Test
    void outputThatIsNotFiniteLeavesItsStepOut() throws Exception {
        String job = finished("""
                {"model": {"expression": "exp(w * x)", "parameters": {"w": 1.0}}, "data": {"x": [1], "y": [0]},
                 "optimizer": {"type": "sgd", "learningRate": 0.1}, "steps": 3}""");

        JsonNode found = service.json(
                service.send("POST", job + "/predictions", "{\"inputs\": {\"x\": [800]}, \"steps\": [0, 1]}"));

        assertThat(found.at("/outputs/0").isNull()).isTrue();
        assertThat(found.at("/outputs/1/0").isNumber()).isTrue();
    }
}
