package dev.downhill.jobs.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@ServiceTest
class JobDataTest {
    private final Service service;

    JobDataTest(Service service) {
        this.service = service;
    }

    @Test
    void answersTheRowsOfTheSpecification() throws Exception {
        JsonNode data = service.json(service.get(service.submitted(FirstLesson.JSON) + "/data"));

        assertThat(data.get("inputs").get(0).asString()).isEqualTo("x");
        assertThat(data.get("target").asString()).isEqualTo("y");
        assertThat(data.at("/training/columns/x/0").asDouble()).isEqualTo(2);
        assertThat(data.at("/training/columns/y/0").asDouble()).isEqualTo(6);
        assertThat(data.at("/test").isMissingNode() || data.get("test").isNull())
                .isTrue();
    }

    @Test
    void drawsSplitsAndLimitsGeneratedRows() throws Exception {
        String job = service.submitted("""
                {"model": {"layers": [{"type": "linear", "units": 2}]},
                 "data": {"generator": "spiral", "n": 50, "testFraction": 0.2}, "steps": 1}""");
        JsonNode data = service.json(service.get(job + "/data?limit=10"));

        assertThat(data.get("classes").size()).isEqualTo(2);
        assertThat(data.at("/training/count").asInt()).isEqualTo(40);
        assertThat(data.at("/test/count").asInt()).isEqualTo(10);
        String input = data.get("inputs").get(0).asString();
        assertThat(data.at("/training/columns/" + input).size()).isEqualTo(10);
    }

    @Test
    void predictsTheSameForRowsBeforeStandardization() throws Exception {
        JsonNode job = service.json(service.post("""
                {"model": {"expression": "w * x", "parameters": {"w": 2.0}}, "data": {"x": [10.0, 20.0, 60.0],
                 "y": [1.0, 2.0, 6.0], "standardize": true}, "frozen": ["w"], "steps": 1}""", "Prefer", "wait=10"));
        String path = job.at("/links/self").asString();
        JsonNode data = service.json(service.get(path + "/data"));
        double mean = data.at("/standardization/x/mean/0").asDouble();
        double deviation = data.at("/standardization/x/deviation/0").asDouble();
        double first = data.at("/training/columns/x/0").asDouble();

        assertThat(mean).isEqualTo(30);
        assertThat(first * deviation + mean).isEqualTo(10, within(1e-12));
        JsonNode said = service.json(service.send("POST", path + "/predictions", "{\"inputs\": {\"x\": [10.0]}}"));
        assertThat(said.at("/outputs/0").asDouble()).isEqualTo(2 * first, within(1e-12));
        assertThat(service.json(service.get(service.submitted(FirstLesson.JSON) + "/data"))
                        .has("standardization"))
                .isFalse();
    }

    @Test
    void refusesALimitOutOfBounds() throws Exception {
        String job = service.submitted(FirstLesson.JSON);
        assertThat(service.get(job + "/data?limit=0").statusCode()).isEqualTo(400);
        assertThat(service.get(job + "/data?limit=1000000").statusCode()).isEqualTo(400);
        assertThat(service.get("/jobs/none/data").statusCode()).isEqualTo(404);
    }
}
