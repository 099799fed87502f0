package dev.downhill.transcripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class TranscriptsOverHttpTest {
    private static final String SEED = """
            {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [2.0], "y": [6.0]},
             "optimizer": {"type": "sgd", "learningRate": 0.1}, "steps": 10}""";

    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();

    @LocalServerPort
    private int port;

    @Test
    void theTableOfTheSeedLessonIsAnsweredWithItsFirstWrongLine() throws Exception {
        JsonNode check = json.readTree(post(SEED, "\"step 1: w=2.4000, loss=36.0000\\nstep 2: w=2.8800, loss=5.7600\"")
                .body());

        assertThat(check.get("agrees").asBoolean()).isFalse();
        assertThat(check.at("/convention/parameters").asString()).isEqualTo("afterUpdate");
        assertThat(check.at("/firstWrong/line").asInt()).isEqualTo(2);
        assertThat(check.at("/firstWrong/right").asString()).isEqualTo("step 2: w=2.8800, loss=1.4400");
        assertThat(check.at("/firstWrong/numbers/0/right").asDouble()).isBetween(1.4399999, 1.4400001);
    }

    @Test
    void aNumberThatIsNotCheckedIsListedWithItsReason() throws Exception {
        JsonNode check =
                json.readTree(post(SEED, "[\"step 1: loss=36, accuracy=0.5\"]").body());

        assertThat(check.get("agrees").asBoolean()).isFalse();
        assertThat(check.get("firstWrong").isNull()).isTrue();
        assertThat(check.at("/unchecked/0").toString())
                .isEqualTo("{\"line\":1,\"name\":\"accuracy\",\"printed\":\"0.5\","
                        + "\"reason\":\"the targets are not classes, so there is no accuracy\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"hello\"] | /lines",
                "7 | /lines",
                "[1] | /lines",
                "[\"w=1\"], \"more\": 1 | /more",
            })
    void linesThatCannotBeComparedAre422WithTheirPlace(String lines, String pointer) throws Exception {
        assertRefused(post(SEED, lines), pointer);
    }

    @Test
    void aFaultOfTheSpecificationIsToldAtItsPlace() throws Exception {
        assertRefused(post(SEED.replace("w * x", "w * z"), "[\"w=1\"]"), "/specification/model/expression");
        assertRefused(post(SEED.replace(": 10}", ": 10001}"), "[\"w=1\"]"), "/specification/steps");
        assertRefused(post(SEED, "[" + "\"w=1\",".repeat(1000) + "\"w=1\"]"), "/lines");
        assertRefused(post(SEED, "[\"" + "w".repeat(2001) + "\"]"), "/lines/0");
        assertRefused(post(SEED, "[" + ("\"" + "w=1 ".repeat(400) + "\",").repeat(51) + "\"w=1\"]"), "/lines");
    }

    private void assertRefused(HttpResponse<String> answer, String pointer) {
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json.readTree(answer.body()).at("/errors/0/pointer").asString())
                .isEqualTo(pointer);
    }

    private HttpResponse<String> post(String specification, String lines) throws Exception {
        String body = "{\"specification\": " + specification + ", \"lines\": " + lines + "}";
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/transcripts"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
