package dev.downhill.jobs.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ForkTest {
    private final Service service;
    private String job = "";

    ForkTest(Service service) {
        this.service = service;
    }

    @BeforeEach
    void submit() throws Exception {
        job = Service.location(service.post(FirstLesson.JSON, "Prefer", "wait=10"));
    }

    private HttpResponse<String> fork(String body) throws Exception {
        return service.send("POST", job + "/forks", body, "Prefer", "wait=10");
    }

    private JsonNode forked(String body) throws Exception {
        HttpResponse<String> answer = fork(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return service.json(service.get(Service.location(answer)));
    }

    @Test
    void forkWithoutChangesIsTheRestOfTheJob() throws Exception {
        JsonNode whole = service.json(service.get(job)).get("trajectory");
        JsonNode fork = forked("{\"step\": 4}").get("trajectory");

        assertThat(fork.at("/step/0").asLong()).isEqualTo(5);
        assertThat(fork.at("/initial/w")).isEqualTo(whole.at("/parameters/w/3"));
        for (int i = 0; i < 6; i++) {
            assertThat(fork.at("/parameters/w/" + i)).isEqualTo(whole.at("/parameters/w/" + (i + 4)));
        }
    }

    @Test
    void forkWithTheLimitingRateBounces() throws Exception {
        JsonNode fork = forked(
                "{\"step\": 1, \"changes\": {\"optimizer\": {\"learningRate\": 0.25}, \"steps\": 5, \"name\": \"what if\"}}");

        assertThat(fork.get("name").asString()).isEqualTo("what if");
        assertThat(fork.at("/trajectory/step").size()).isEqualTo(4);
        for (int i = 0; i < 4; i++) {
            assertThat(fork.at("/trajectory/loss/" + i).asDouble()).isCloseTo(1.44, within(1e-12));
        }
    }

    @Test
    void forkCanBeOpenedAndForked() throws Exception {
        job = Service.location(fork("{\"step\": 4}"));

        assertThat(service.json(service.get(job + "/steps/5")).get("step").asLong())
                .isEqualTo(5);
        assertThat(service.get(job + "/steps/4").statusCode()).isEqualTo(404);
        assertThat(forked("{\"step\": 9}").at("/trajectory/step").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; 422; /step",
                "{\"step\": \"two\"}; 422; /step",
                "{\"step\": 1, \"change\": {}}; 422; /change",
                "{\"step\": 1, \"changes\": []}; 422; /changes",
                "{\"step\": 10}; 422; /step",
                "{\"step\": 5, \"changes\": {\"steps\": 5}}; 422; /changes/steps",
                "{\"step\": 5, \"changes\": {\"model\": {}}}; 422; /changes/model",
                "{\"step\": 5, \"changes\": {\"optimizer\": {\"type\": \"adam\"}}}; 422; /changes/optimizer/type",
                "{\"step\": 5, \"changes\": {\"optimizer\": {\"momentum\": 0.9}}}; 422; /changes/optimizer",
                "{\"step\": 5, \"changes\": {\"optimizer\": {\"learningRate\": -1}}}; 422; /changes/optimizer/learningRate",
                "{\"step\": 11}; 404; ''",
                "{\"step\": -1}; 404; ''",
                "[; 400; ''"
            })
    void invalidForkIsAProblemThatNamesThePlace(String body, int status, String pointer) throws Exception {
        HttpResponse<String> answer = fork(body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        if (status == 422) {
            assertThat(service.json(answer).at("/errors/0/pointer").asString()).isEqualTo(pointer);
        }
    }
}
