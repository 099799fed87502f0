package dev.downhill.jobs.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@ServiceTest
class DiagnosisOverHttpTest {
    /** The only update takes w below 0. */
    private static final String ROOT = """
            {"model": {"expression": "sqrt(w) * x", "parameters": {"w": 0.5}}, "data": {"x": [1.0], "y": [0.0]},
             "optimizer": {"type": "sgd", "learningRate": 1.0}, "steps": 1}""";

    private final Service service;

    DiagnosisOverHttpTest(Service service) {
        this.service = service;
    }

    @Test
    void resultOfAJobHasItsDiagnosis() throws Exception {
        JsonNode job = run(FirstLesson.JSON.replace("0.1", "0.26"));

        JsonNode diagnosis = job.at("/result/diagnosis/0");
        assertThat(diagnosis.get("code").asString()).isEqualTo("learningRateTooLarge");
        assertThat(diagnosis.at("/numbers/learningRateLimit").asDouble()).isEqualTo(0.25);
        assertThat(diagnosis.get("message").asString()).contains("0.26 is too large");
    }

    @Test
    void comparesARunInBatchesOverAllRows() throws Exception {
        JsonNode job = run("""
                {"model": {"expression": "w * x + b", "parameters": {"w": 0.0, "b": 0.0}},
                 "data": {"x": [0.0, 1.0, 2.0, 3.0], "y": [0.0, 1.2, 1.8, 3.3]},
                 "optimizer": {"type": "sgd", "learningRate": 0.001}, "batchSize": 1, "shuffle": false, "epochs": 100}""");

        assertThat(job.at("/trajectory/loss/0").asDouble()).isZero();
        assertThat(job.at("/result/finalLoss").asDouble()).isEqualTo(0.07449835745752018);
        assertThat(job.at("/result/diagnosis").isEmpty()).isTrue();
    }

    @Test
    void healthyJobHasNoFinding() throws Exception {
        assertThat(run(FirstLesson.JSON).at("/result/diagnosis").isEmpty()).isTrue();
    }

    @Test
    void trajectoryHasTheTestLoss() throws Exception {
        JsonNode job = run("""
                {"model": {"layers": [{"type": "linear", "units": 1}]}, "loss": "bceWithLogits", "steps": 100,
                 "data": {"generator": "moons", "n": 40, "testFraction": 0.5}}""");

        assertThat(job.at("/trajectory/testLoss/step").valueStream().map(JsonNode::asInt))
                .containsExactly(10, 20, 30, 40, 50, 60, 70, 80, 90, 100);
        assertThat(job.at("/trajectory/testLoss/loss/9").asDouble())
                .isEqualTo(job.at("/result/metrics/testLoss").asDouble());
        assertThat(run(FirstLesson.JSON).at("/trajectory").has("testLoss")).isFalse();
    }

    @Test
    void everyViewReportsANonFiniteLossAfterTheLastUpdate() throws Exception {
        String location = Service.location(service.post(ROOT, "Prefer", "wait=10"));
        String said = "After step 1 the loss over all training rows is not finite";

        JsonNode job = service.json(service.get(location));
        assertThat(job.get("outcome").asString()).isEqualTo("diverged");
        assertThat(job.at("/result/finalLoss").isNull()).isTrue();
        assertThat(job.at("/result/divergence").toString()).isEqualTo("{\"step\":2,\"tensor\":\"loss\"}");
        assertThat(job.at("/result/diagnosis/0/message").asString()).startsWith(said);
        assertThat(service.get(location, "Accept", "text/plain").body())
                .contains("diverged after 1 step: loss=not finite", "! " + said);
        assertThat(service.events(location).body().toList())
                .anySatisfy(line -> assertThat(line).contains("\"outcome\":\"diverged\"", said));
        assertThat(service.get("/jobs").body()).contains("\"outcome\":\"diverged\"");
        assertThat(service.get(location + "/plot", "Accept", "image/svg+xml").statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesANonFinitePredictionWithItsRow() throws Exception {
        String location = Service.location(service.post(ROOT, "Prefer", "wait=10"));

        HttpResponse<String> answer = service.send("POST", location + "/predictions", "{\"inputs\": {\"x\": [1, 2]}}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("for row 1 of these inputs the model gives a number that is not finite: nan");
    }

    private JsonNode run(String specification) throws Exception {
        return service.json(service.post(specification, "Prefer", "wait=10"));
    }
}
