package dev.downhill.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@ServiceTest
class TextSampleOverHttpTest {
    private static final String CAT = """
            {"model": {"layers": [{"type": "embedding", "embeddingDim": 4}, {"type": "flatten"},
                                  {"type": "linear", "units": 24, "activation": "tanh"}, {"type": "linear", "units": 10}]},
             "data": {"text": "the cat sat on the mat", "context": 3},
             "optimizer": {"type": "adam", "learningRate": 0.05}, "steps": 120}""";

    private final Service service;

    TextSampleOverHttpTest(Service service) {
        this.service = service;
    }

    private JsonNode trained(String specification) throws Exception {
        return service.json(service.post(specification, "Prefer", "wait=20"));
    }

    @Test
    void sampleAfterTheLastStepIsThatOfTheResult() throws Exception {
        JsonNode job = trained(CAT);
        String path = job.at("/links/sample").asString();
        JsonNode sample = service.json(service.get(path));

        assertThat(sample.get("step").asInt()).isEqualTo(120);
        assertThat(sample.get("opening").asString()).isEqualTo("the");
        assertThat(sample.get("opening").asString() + sample.get("continuation").asString())
                .isEqualTo(job.at("/result/sample").asString());
        assertThat(service.json(service.get(path + "?step=120"))).isEqualTo(sample);
    }

    @Test
    void sampleBeforeTheFirstStepIsAnotherText() throws Exception {
        String path = trained(CAT).at("/links/sample").asString();
        String untrained = service.json(service.get(path + "?step=0&length=40"))
                .get("continuation")
                .asString();
        String trained = service.json(service.get(path + "?length=40"))
                .get("continuation")
                .asString();

        assertThat(untrained).hasSize(40).doesNotContain("at on the ");
        assertThat(trained).hasSize(40).contains("at on the ");
    }

    @Test
    void aJobWithoutATextHasNone() throws Exception {
        JsonNode job = trained(FirstLesson.JSON);
        var answer = service.get(job.at("/links/self").asString() + "/sample");

        assertThat(job.at("/links/sample").isMissingNode()).isTrue();
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(service.json(answer).at("/errors/0/pointer").asString()).isEqualTo("/data");
    }

    @Test
    void refusesALengthOrAStepOutOfBounds() throws Exception {
        String path = trained(CAT).at("/links/sample").asString();

        assertThat(service.get(path + "?length=0").statusCode()).isEqualTo(400);
        assertThat(service.get(path + "?length=1001").statusCode()).isEqualTo(400);
        assertThat(service.get(path + "?step=121").statusCode()).isEqualTo(404);
    }
}
