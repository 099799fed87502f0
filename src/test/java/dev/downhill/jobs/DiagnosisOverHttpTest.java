package dev.downhill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class DiagnosisOverHttpTest {
    @LocalServerPort
    private int port;

    private Service service;

    @BeforeEach
    void connect() {
        service = new Service(port);
    }

    @Test
    void theResultOfAJobSaysWhatWasWrong() throws Exception {
        JsonNode job = run(Service.SEED.replace("0.1", "0.26"));

        JsonNode diagnosis = job.at("/result/diagnosis/0");
        assertThat(diagnosis.get("code").asString()).isEqualTo("learningRateTooLarge");
        assertThat(diagnosis.at("/numbers/learningRateLimit").asDouble()).isEqualTo(0.25);
        assertThat(diagnosis.get("message").asString()).contains("0.26 is too large");
    }

    @Test
    void ofAHealthyJobThereIsNothingToSay() throws Exception {
        assertThat(run(Service.SEED).at("/result/diagnosis").isEmpty()).isTrue();
    }

    @Test
    void theLossOfTheRowsHeldBackStandsInTheTrajectory() throws Exception {
        JsonNode job = run("""
                {"model": {"layers": [{"type": "linear", "units": 1}]}, "loss": "bceWithLogits", "steps": 100,
                 "data": {"generator": "moons", "n": 40, "testFraction": 0.5}}""");

        assertThat(job.at("/trajectory/testLoss/step").valueStream().map(JsonNode::asInt))
                .containsExactly(10, 20, 30, 40, 50, 60, 70, 80, 90, 100);
        assertThat(job.at("/trajectory/testLoss/loss/9").asDouble())
                .isEqualTo(job.at("/result/metrics/testLoss").asDouble());
        assertThat(run(Service.SEED).at("/trajectory").has("testLoss")).isFalse();
    }

    private JsonNode run(String specification) throws Exception {
        return service.json(service.post(specification, "Prefer", "wait=10"));
    }
}
