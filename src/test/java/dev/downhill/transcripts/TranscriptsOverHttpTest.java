package dev.downhill.transcripts;

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
class TranscriptsOverHttpTest {
    private final Service service;

    TranscriptsOverHttpTest(Service service) {
        this.service = service;
    }

    @Test
    void answersTheFirstWrongLineOfATable() throws Exception {
        JsonNode check = service.json(
                post(FirstLesson.JSON, "\"step 1: w=2.4000, loss=36.0000\\nstep 2: w=2.8800, loss=5.7600\""));

        assertThat(check.get("agrees").asBoolean()).isFalse();
        assertThat(check.at("/convention/parameters").asString()).isEqualTo("afterUpdate");
        assertThat(check.at("/firstWrong/line").asInt()).isEqualTo(2);
        assertThat(check.at("/firstWrong/right").asString()).isEqualTo("step 2: w=2.8800, loss=1.4400");
        assertThat(check.at("/firstWrong/numbers/0/right").asDouble()).isBetween(1.4399999, 1.4400001);
    }

    @Test
    void listsUncheckedNumbersWithTheReason() throws Exception {
        JsonNode check = service.json(post(FirstLesson.JSON, "[\"step 1: loss=36, accuracy=0.5\"]"));

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
    void answers422WithThePlaceOfFaultyLines(String lines, String pointer) throws Exception {
        assertRefused(post(FirstLesson.JSON, lines), pointer);
    }

    @Test
    void answers422WithThePlaceInTheSpecification() throws Exception {
        assertRefused(post(FirstLesson.JSON.replace("w * x", "w * z"), "[\"w=1\"]"), "/specification/model/expression");
        assertRefused(post(FirstLesson.JSON.replace(": 10}", ": 10001}"), "[\"w=1\"]"), "/specification/steps");
        assertRefused(post(FirstLesson.JSON, "[" + "\"w=1\",".repeat(1000) + "\"w=1\"]"), "/lines");
        assertRefused(post(FirstLesson.JSON, "[\"" + "w".repeat(2001) + "\"]"), "/lines/0");
        assertRefused(
                post(FirstLesson.JSON, "[" + ("\"" + "w=1 ".repeat(400) + "\",").repeat(51) + "\"w=1\"]"), "/lines");
    }

    private void assertRefused(HttpResponse<String> answer, String pointer) {
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(service.json(answer).at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }

    private HttpResponse<String> post(String specification, String lines) throws Exception {
        String body = "{\"specification\": " + specification + ", \"lines\": " + lines + "}";
        return service.send("POST", "/transcripts", body);
    }
}
