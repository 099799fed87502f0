package dev.downhill.jobs.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@ServiceTest
class SharpnessOverHttpTest {
    private final Service service;

    SharpnessOverHttpTest(Service service) {
        this.service = service;
    }

    @Test
    void firstLessonGrowsBeyondARateOfOneQuarter() throws Exception {
        JsonNode end = service.json(service.get(ended() + "/sharpness")).at("/states/0");

        assertThat(end.get("step").asLong()).isEqualTo(10);
        assertThat(end.get("sharpness").asDouble()).isEqualTo(8);
        assertThat(end.get("learningRateLimit").asDouble()).isEqualTo(0.25);
        assertThat(end.get("learningRate").asDouble()).isEqualTo(0.1);
    }

    @Test
    void answersSharpnessAtAStepAndAlongTheRun() throws Exception {
        String job = ended();

        assertThat(service.json(service.get(job + "/sharpness?step=0")).at("/states"))
                .hasSize(1);
        assertThat(service.json(service.get(job + "/sharpness?points=3"))
                        .at("/states")
                        .valueStream()
                        .map(state -> state.get("step").asInt()))
                .containsExactly(0, 5, 10);
    }

    @Test
    void answersSharpnessAtUnrecordedSteps() throws Exception {
        String network = """
                {"model": {"layers": [{"type": "linear", "units": 16, "activation": "tanh"}, {"type": "linear", "units": 2}]},
                 "data": {"generator": "spiral", "n": 40}, "steps": %d}""";
        String longer = Service.location(service.post(network.formatted(50), "Prefer", "wait=10"));
        String shorter = Service.location(service.post(network.formatted(33), "Prefer", "wait=10"));

        assertThat(service.json(service.get(longer + "/sharpness?step=33")))
                .isEqualTo(service.json(service.get(shorter + "/sharpness")));
        assertThat(service.json(service.get(longer + "/sharpness?points=3"))
                        .get("states")
                        .valueStream()
                        .map(state -> state.get("step").asInt()))
                .containsExactly(0, 32, 50);
    }

    @ParameterizedTest
    @CsvSource({
        "step=11, step",
        "step=-1, step",
        "step=last, step",
        "points=1, points",
        "points=1000000000, points",
        "step=1&points=5, points"
    })
    void answers400AndNamesAnInvalidParameter(String query, String parameter) throws Exception {
        HttpResponse<String> answer = service.get(ended() + "/sharpness?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(service.json(answer).get("detail").asString()).contains("'" + parameter + "'");
    }

    private String ended() throws Exception {
        return Service.location(service.post(FirstLesson.JSON, "Prefer", "wait=10"));
    }
}
