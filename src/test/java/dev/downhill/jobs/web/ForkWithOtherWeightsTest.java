package dev.downhill.jobs.web;

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
class ForkWithOtherWeightsTest {
    private static final String XOR = """
            {"model": {"layers": [{"type": "linear", "units": 4, "activation": "tanh"}, {"type": "linear", "units": 2}]},
             "data": {"generator": "xor", "n": 40}, "optimizer": {"type": "adam", "learningRate": 0.05}, "steps": 20}""";

    private final Service service;

    ForkWithOtherWeightsTest(Service service) {
        this.service = service;
    }

    private JsonNode forked(String specification, String body) throws Exception {
        String job = Service.location(service.post(specification, "Prefer", "wait=10"));
        HttpResponse<String> answer = service.send("POST", job + "/forks", body, "Prefer", "wait=10");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return service.json(service.get(Service.location(answer)));
    }

    @Test
    void forkGoesOnFromAChangedWeight() throws Exception {
        JsonNode fork = forked(FirstLesson.JSON, "{\"step\": 3, \"parameters\": {\"w\": 0}}");
        JsonNode first = service.json(service.post(FirstLesson.JSON, "Prefer", "wait=10"));

        assertThat(fork.at("/trajectory/initial/w").asDouble()).isZero();
        assertThat(fork.at("/trajectory/step/0").asLong()).isEqualTo(4);
        assertThat(fork.at("/trajectory/parameters/w/0")).isEqualTo(first.at("/trajectory/parameters/w/0"));
        assertThat(fork.at("/forkOf/parameters/w").asDouble()).isZero();
    }

    @Test
    void onlyTheNamedElementChanges() throws Exception {
        JsonNode fork = forked(XOR, "{\"step\": 5, \"parameters\": {\"0.weight[1][0]\": 0.5, \"1.bias[1]\": -2}}");
        JsonNode same = forked(XOR, "{\"step\": 5}");

        JsonNode initial = fork.at("/trajectory/initial");
        assertThat(initial.get("0.weight").at("/1/0").asDouble()).isEqualTo(0.5);
        assertThat(initial.get("1.bias").get(1).asDouble()).isEqualTo(-2);
        assertThat(initial.get("0.weight").get(2))
                .isEqualTo(same.at("/trajectory/initial").get("0.weight").get(2));
        assertThat(initial.get("0.bias"))
                .isEqualTo(same.at("/trajectory/initial").get("0.bias"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"v\": 1}; /parameters/v",
                "{\"0.weight\": 1}; /parameters/0.weight",
                "{\"0.weight[4][0]\": 1}; /parameters/0.weight[4][0]",
                "{\"0.weight[1][0][0]\": 1}; /parameters/0.weight[1][0][0]",
                "{\"0.weight[1][0]\": \"1\"}; /parameters/0.weight[1][0]",
                "{\"0.weight[1][0]\": null}; /parameters/0.weight[1][0]",
                "[]; /parameters"
            })
    void refusesWhatIsNoWeight(String parameters, String pointer) throws Exception {
        String job = Service.location(service.post(XOR, "Prefer", "wait=10"));

        HttpResponse<String> answer =
                service.send("POST", job + "/forks", "{\"step\": 5, \"parameters\": " + parameters + "}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(service.json(answer).at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }
}
