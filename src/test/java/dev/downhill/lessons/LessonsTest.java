package dev.downhill.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@ServiceTest
class LessonsTest {
    private static final int SEEDS = 5;

    private final Service service;

    LessonsTest(Service service) {
        this.service = service;
    }

    @TestFactory
    Stream<DynamicTest> everyCheckHolds() throws Exception {
        return lessons()
                .map(entry -> dynamicTest(entry.get("title").asString(), () -> {
                    JsonNode lesson = lesson(entry.get("self").asString());

                    assertThat(new Sight(service, lesson).holds(lesson.get("check")))
                            .as(lesson.at("/check/text").asString())
                            .isTrue();
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyVariationRunsToItsEnd() throws Exception {
        return lessons()
                .map(entry -> dynamicTest(entry.get("title").asString(), () -> {
                    for (JsonNode variation :
                            lesson(entry.get("self").asString()).get("variations")) {
                        HttpResponse<String> answer =
                                service.post(variation.get("specification").toString(), "Prefer", "wait=30");

                        assertThat(service.json(answer).get("status").asString())
                                .isEqualTo("succeeded");
                    }
                }));
    }

    /** The rnn may have luck with one of them. */
    @Test
    void theCarriedBitDoesNotDependOnTheSeed() throws Exception {
        JsonNode lesson = lesson("/lessons/carried-bit");
        int faded = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            var sight = new Sight(service, withSeed(lesson, seed));
            JsonNode lstm = new JsonMapper().readTree("""
                    {"of": "an lstm", "at": "/result/metrics/testAccuracy"}""");
            assertThat(sight.at(lstm).doubleValue()).as("seed %d", seed).isGreaterThan(0.95);
            if (sight.holds(lesson.get("check"))) {
                faded++;
            }
        }

        assertThat(faded).isGreaterThanOrEqualTo(SEEDS - 1);
    }

    @Test
    void failedCheckIsFound() throws Exception {
        JsonNode lesson = lesson("/lessons/learning-rate-too-large");
        var sight = new Sight(service, lesson);
        var json = new JsonMapper();

        assertThat(sight.holds(json.readTree("""
                {"value": {"at": "/outcome"}, "is": "diverged"}"""))).isFalse();
        assertThat(sight.holds(json.readTree("""
                {"value": {"at": "/result/parameters/w"}, "between": [2.9, 3.1]}"""))).isFalse();
        assertThat(sight.holds(json.readTree("""
                {"value": {"at": "/result/finalLoss"}, "lessThan": {"of": "0.1: it arrives", "at": "/result/finalLoss"}}"""))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "by-hand, first-lesson-by-hand-10-steps, 1e-12",
        "autograd, first-lesson-autograd-5-steps, 1e-12",
        "plot, first-lesson-plot-15-steps-float32, 1e-6"
    })
    void firstLessonsHaveTheNumbersOfTheirReferences(String id, String reference, double tolerance) throws Exception {
        JsonNode expected = new JsonMapper()
                .readTree(Path.of("src/test/resources/reference", reference + ".json"))
                .at("/expected/trajectory/parameters/w");
        JsonNode specification = lesson("/lessons/" + id).get("specification");

        JsonNode job = service.json(service.post(specification.toString(), "Prefer", "wait=10"));

        JsonNode weights = job.at("/trajectory/parameters/w");
        assertThat(weights.size()).isEqualTo(expected.size());
        for (int step = 0; step < expected.size(); step++) {
            assertThat(weights.get(step).doubleValue())
                    .isCloseTo(expected.get(step).doubleValue(), within(tolerance));
        }
    }

    @Test
    void lessonHasItsTrueValues() throws Exception {
        JsonNode lesson = lesson("/lessons/two-parameters");

        assertThat(lesson.at("/trueValues/w").intValue()).isEqualTo(2);
        assertThat(lesson.at("/trueValues/b").intValue()).isEqualTo(1);
        assertThat(lesson.get("text").asString()).contains("**See:**");
    }

    @Test
    void aVariationIsTheSpecificationWithItsChanges() throws Exception {
        JsonNode lesson = lesson("/lessons/learning-rate-too-large");
        JsonNode bounce = lesson.at("/variations/0");
        ObjectNode expected = lesson.get("specification").deepCopy().asObject();
        expected.withObject("/optimizer").put("learningRate", 0.25);

        assertThat(bounce.at("/changes/~1optimizer~1learningRate").doubleValue())
                .isEqualTo(0.25);
        assertThat(bounce.get("specification")).isEqualTo(expected);
    }

    @Test
    void unknownLessonIsAProblem() throws Exception {
        HttpResponse<String> answer = service.get("/lessons/alchemy");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(service.json(answer).get("detail").asString()).isEqualTo("there is no lesson 'alchemy'");
    }

    @Test
    void openApiDocumentHasEveryLessonAsAnExample() throws Exception {
        JsonNode document = service.json(service.get("/v3/api-docs"));
        JsonNode examples = document.at("/paths/~1jobs/post/requestBody/content/application~1json/examples");

        assertThat(lessons()).hasSizeGreaterThanOrEqualTo(12).allSatisfy(entry -> {
            JsonNode example = examples.get(entry.get("id").asString());
            assertThat(example.get("summary")).isEqualTo(entry.get("title"));
            assertThat(example.at("/value/model").isObject()).isTrue();
        });
    }

    @Test
    void openApiDocumentListsTheKindsOfChecks() throws Exception {
        JsonNode schemas = service.json(service.get("/v3/api-docs")).at("/components/schemas");

        assertThat(schemas.at("/LessonView/properties/check/oneOf").findValuesAsString("$ref"))
                .containsExactly(
                        "#/components/schemas/Within", "#/components/schemas/Exactly", "#/components/schemas/Less");
        assertThat(schemas.at("/Less/properties/lessThan/$ref").asString()).isEqualTo("#/components/schemas/Bound");
    }

    /** Returns a lesson whose runs all have another seed and record little, which is faster. */
    private static JsonNode withSeed(JsonNode lesson, int seed) {
        ObjectNode other = lesson.deepCopy().asObject();
        setSeed(other, seed);
        other.get("variations").forEach(variation -> setSeed(variation.asObject(), seed));
        return other;
    }

    private static void setSeed(ObjectNode run, int seed) {
        ObjectNode specification = run.withObject("/specification").put("seed", seed);
        specification
                .putObject("record")
                .put("every", 1000)
                .put("parameters", "none")
                .put("gradients", false);
    }

    private Stream<JsonNode> lessons() throws Exception {
        return service.json(service.get("/lessons")).get("lessons").valueStream();
    }

    private JsonNode lesson(String path) throws Exception {
        return service.json(service.get(path));
    }
}
