package dev.downhill.jobs.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@ServiceTest
class LossSurfaceOverHttpTest {
    private final Service service;

    LossSurfaceOverHttpTest(Service service) {
        this.service = service;
    }

    @Test
    void answersTheBowlOfTheFirstLessonWithItsPath() throws Exception {
        String job = ended(FirstLesson.JSON);

        JsonNode surface = service.json(service.get(job + "/loss-surface?x=w&xMin=0&xMax=6&points=7"));

        assertThat(surface.at("/x/name").asString()).isEqualTo("w");
        assertThat(surface.at("/losses").valueStream().map(JsonNode::asDouble))
                .containsExactly(36.0, 16.0, 4.0, 0.0, 4.0, 16.0, 36.0);
        assertThat(surface.at("/y").isNull()).isTrue();
        assertThat(surface.at("/path/step")).hasSize(11);
        assertThat(surface.at("/path/x/1").asDouble()).isEqualTo(2.4000000000000004);
        assertThat(surface.at("/path/loss/0").asDouble()).isEqualTo(36);
    }

    /** Squares of its last weights are infinite. */
    @Test
    void theSurfaceOfARunThatDivergesHasNumbers() throws Exception {
        String job = ended("""
                {"model": {"layers": [{"type": "linear", "units": 2}, {"type": "linear", "units": 1}]},
                 "data": {"x": [[1.0, 2.0], [3.0, 4.0]], "y": [1.0, -1.0]},
                 "optimizer": {"type": "sgd", "learningRate": 5}, "steps": 50}""");
        JsonNode surface = service.json(service.get(job + "/loss-surface?points=3"));

        assertThat(surface.at("/x/values").valueStream().map(JsonNode::asDouble))
                .containsExactly(-1.0, 0.0, 1.0);
        assertThat(surface.at("/path/x").valueStream()).allMatch(JsonNode::isNumber);
        assertThat(surface.at("/path/y").valueStream()).allMatch(JsonNode::isNumber);
    }

    @Test
    void jobLinksToItsSurface() throws Exception {
        String job = ended(FirstLesson.JSON);

        String link = service.json(service.get(job)).at("/links/lossSurface").asString();

        assertThat(service.get(link).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "x=v, x",
        "x=w&y=q, y",
        "x=w[0], x",
        "x=w&points=1000000000, points",
        "x=w&points=99999999999999, points",
        "x=w&points=-3, points",
        "x=w&xMin=NaN, xMin",
        "x=w&xMin=Infinity, xMin",
        "x=w&xMin=wide, xMin",
        "x=w&xMin=2&xMax=1, xMin",
        "directions=up, directions",
        "directions=random&x=w, directions"
    })
    void answers400AndNamesAnInvalidParameter(String query, String parameter) throws Exception {
        String encoded = query.replace("[", "%5B").replace("]", "%5D");
        HttpResponse<String> answer = service.get(ended(FirstLesson.JSON) + "/loss-surface?" + encoded);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(service.json(answer).get("detail").asString()).contains("'" + parameter + "'");
    }

    @Test
    void runningJobThatRecordsSummariesHasASurface() throws Exception {
        String job = service.submitted(Service.LONG);
        service.awaitStatus(job, "running");
        service.awaitStep(job, 100);
        JsonNode surface = service.json(service.get(job + "/loss-surface?points=3"));

        assertThat(surface.get("step").asLong()).isPositive();
        assertThat(surface.at("/path/step/0").asLong()).isZero();
        assertThat(surface.at("/path/step").size()).isGreaterThan(1);
        service.send("POST", job + "/cancel", "");
    }

    @Test
    void placesOtherRunsOnTheSameSurface() throws Exception {
        String job = ended(FirstLesson.JSON);
        String other = ended(FirstLesson.JSON.replace("0.1", "0.24"));
        String id = other.substring(other.lastIndexOf('/') + 1);

        JsonNode surface = service.json(service.get(job + "/loss-surface?with=" + id));

        JsonNode path = surface.at("/others/" + id);
        assertThat(path.at("/x/1").asDouble()).isEqualTo(5.76);
        assertThat(path.at("/loss/1").asDouble()).isCloseTo(2.76 * 2 * 2.76 * 2, within(1e-9));
        assertThat(surface.at("/x/values/100").asDouble()).isGreaterThan(5.76);
        assertThat(service.json(service.get(job + "/loss-surface")).get("others"))
                .isEmpty();
    }

    @Test
    void refusesRunsThatHaveNoPlaceOnTheSurface() throws Exception {
        String job = ended(FirstLesson.JSON);
        String other =
                ended(FirstLesson.JSON.replace("w * x", "w * x + b").replace("\"w\": 0.0", "\"w\": 0.0, \"b\": 0.0"));
        String id = other.substring(other.lastIndexOf('/') + 1);

        HttpResponse<String> answer = service.get(job + "/loss-surface?with=" + id);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("has other parameters");
        assertThat(service.get(job + "/loss-surface?with=a&with=b&with=c&with=d&with=e&with=f")
                        .statusCode())
                .isEqualTo(400);
        assertThat(service.get(job + "/loss-surface?with=nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void unknownJobIs404() throws Exception {
        assertThat(service.get("/jobs/none/loss-surface").statusCode()).isEqualTo(404);
    }

    private String ended(String specification) throws Exception {
        return Service.location(service.post(specification, "Prefer", "wait=10"));
    }
}
