package dev.downhill.rates;

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
class LearningRatesOverHttpTest {
    private final Service service;

    LearningRatesOverHttpTest(Service service) {
        this.service = service;
    }

    private HttpResponse<String> post(String query, String body, String accept) throws Exception {
        return service.send("POST", "/learning-rates" + query, body, "Accept", accept);
    }

    @Test
    void firstLessonDivergesAboveAQuarter() throws Exception {
        JsonNode test = service.json(post("?from=1e-3&to=10", FirstLesson.JSON, "application/json"));

        assertThat(test.get("limit").asDouble()).isBetween(0.2499999, 0.2500001);
        assertThat(test.get("diverges").asDouble()).isBetween(0.25, 0.31);
        assertThat(test.get("steepest").asDouble()).isLessThan(0.25);
        assertThat(test.at("/loss/0").asDouble()).isEqualTo(36);
        assertThat(test.get("learningRate").size()).isEqualTo(test.get("loss").size());
    }

    @Test
    void pictureMarksTheThreeRates() throws Exception {
        HttpResponse<String> picture = post("?from=1e-3&to=10&scale=log", FirstLesson.JSON, "image/svg+xml");

        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.headers().firstValue("Content-Type")).contains("image/svg+xml");
        assertThat(picture.body())
                .contains("over the learning rates", ">learning rate<", ">steepest<", ">diverges<", ">2 / sharpness<");
        assertThat(post("", FirstLesson.JSON, "image/png").headers().firstValue("Content-Type"))
                .contains("image/png");
    }

    @ParameterizedTest
    @CsvSource({"from=0, from", "from=1&to=1, to", "to=1e7, to", "steps=9, steps", "steps=1001, steps", "steps=x, steps"
    })
    void answers400AndNamesAnInvalidParameter(String query, String parameter) throws Exception {
        HttpResponse<String> answer = post("?" + query, FirstLesson.JSON, "application/json");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("'" + parameter + "'");
    }

    @Test
    void faultHasThePointerOfTheSpecification() throws Exception {
        HttpResponse<String> answer =
                post("", "{\"model\": {\"expression\": \"w *\", \"parameters\": {\"w\": 0}}}", "application/json");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"/model/expression\"", "\"/data\"");
    }

    /** The parts of a job that metrics, confusion and the best state fill. */
    @Test
    void jobShowsMetricsConfusionAndBestState() throws Exception {
        JsonNode job = service.json(service.post("""
                {"model": {"layers": [{"type": "linear", "units": 3}]}, "data": {"dataset": "iris", "testFraction": 0.3},
                 "steps": 40, "optimizer": {"type": "adam", "learningRate": 0.05}, "record": {"metrics": true},
                 "stop": {"monitor": "testAccuracy", "restoreBest": true}}""", "Prefer", "wait=30"));

        assertThat(job.at("/trajectory/metrics/accuracy").size())
                .isEqualTo(job.at("/trajectory/metrics/step").size())
                .isPositive();
        assertThat(job.at("/result/confusion/classes").size()).isEqualTo(3);
        assertThat(job.at("/result/confusion/test/matrix/2").size()).isEqualTo(3);
        assertThat(job.at("/result/best/value").asDouble())
                .isEqualTo(job.at("/result/metrics/testAccuracy").asDouble());
        String events = service.get(job.at("/links/events").asString()).body();
        assertThat(events).contains("\"metrics\":{\"step\":[");
    }
}
