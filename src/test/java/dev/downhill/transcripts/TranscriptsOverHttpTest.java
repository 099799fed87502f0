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
    /** What the first lesson prints without {@code zero_grad}. */
    private static final String FORGOTTEN = "[\"step 1: w=2.4000, loss=36.0000\", \"step 2: w=5.2800, loss=1.4400\","
            + "\"step 3: w=6.3360, loss=20.7936\"]";

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

    @Test
    void namesTheMistakeThatPrintsTheLines() throws Exception {
        JsonNode mistakes = service.json(post(FirstLesson.JSON, FORGOTTEN)).get("mistakes");

        assertThat(mistakes.at("/found/0/changes/0/kind").asString()).isEqualTo("zeroGradForgotten");
        assertThat(mistakes.at("/found/0/support/line").asInt()).isEqualTo(2);
        assertThat(mistakes.get("complete").asBoolean()).isTrue();
        assertThat(mistakes.get("answer").asString()).startsWith("The gradients are not set to zero");
    }

    @Test
    void writesTheAnswerForATerminal() throws Exception {
        HttpResponse<String> answer =
                service.send("POST", "/transcripts", question(FirstLesson.JSON, FORGOTTEN), "Accept", "text/plain");

        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(answer.body()).startsWith("""
                line 2: step 2: w=5.2800, loss=1.4400
                  right: step 2: w=2.8800, loss=1.4400
                line 3: step 3: w=6.3360, loss=20.7936
                  right: step 3: w=2.9760, loss=0.0576
                3 of 6 checked numbers are wrong.
                Which mistake prints this? The gradients are not set to zero after a step (zero_grad is missing),""");
    }

    @Test
    void searchesNoMistakeWhereNoLineIsWrong() throws Exception {
        JsonNode check = service.json(post(FirstLesson.JSON, "[\"step 1: w=2.4000, loss=36.0000\"]"));

        assertThat(check.get("mistakes").isNull()).isTrue();
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
        return service.send("POST", "/transcripts", question(specification, lines));
    }

    private static String question(String specification, String lines) {
        return "{\"specification\": " + specification + ", \"lines\": " + lines + "}";
    }
}
