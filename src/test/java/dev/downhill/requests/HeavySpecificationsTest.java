package dev.downhill.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Small specifications of large data and models, against a service that has little memory. */
@ServiceTest(properties = {"downhill.memory.budget=16MB", "downhill.requests.small=128KB"})
class HeavySpecificationsTest {
    private static final String DATA = "{\"x\": [2.0], \"y\": [6.0]}";

    @Autowired
    private MemoryBudget budget;

    @Autowired
    private RequestShares shares;

    private final Service service;

    HeavySpecificationsTest(Service service) {
        this.service = service;
    }

    @AfterEach
    void nothingIsHeldAfterwards() throws Exception {
        Held.awaitNothing(budget, shares);
        assertThat(service.post(FirstLesson.JSON, "Prefer", "wait=10").statusCode())
                .isEqualTo(201);
    }

    static List<String> heavy() {
        String layers = "{\"model\":{\"layers\":[%s]},\"data\":{\"generator\":\"plane\",\"n\":10},\"loss\":\"mse\"}";
        return List.of(
                FirstLesson.JSON.replace(DATA, "{\"text\": \"" + "ab".repeat(5_000) + "\", \"context\": 1000}"),
                FirstLesson.JSON.replace(DATA, "{\"generator\": \"plane\", \"n\": 1000000}"),
                FirstLesson.JSON.replace(DATA, "{\"generator\": \"plane\", \"n\": 120000, \"testFraction\": 0.5}"),
                FirstLesson.JSON.replace(DATA, "{\"generator\": \"plane\", \"n\": 120000, \"standardize\": true}"),
                FirstLesson.JSON.replace(DATA, "{\"csv\": \"x,y\\n" + "1,2\\n".repeat(200_000) + "\"}"),
                FirstLesson.JSON.replace(
                        DATA,
                        "{\"csv\": \"x,y\\n"
                                + IntStream.range(0, 60_000)
                                        .mapToObj(i -> "1,w" + i)
                                        .collect(Collectors.joining("\\n")) + "\"}"),
                FirstLesson.JSON.replace("\"w\": 0.0", "\"w\": {\"shape\": [5000000], \"init\": \"zeros\"}"),
                FirstLesson.JSON.replace(
                        "\"w\": 0.0",
                        IntStream.range(0, 10)
                                .mapToObj(i -> "\"w" + i + "\": {\"shape\": [500000]}")
                                .collect(Collectors.joining(", "))),
                layers.formatted("{\"type\":\"linear\",\"units\":1000000}"),
                layers.formatted("{\"type\":\"embedding\",\"numEmbeddings\":1000000,\"embeddingDim\":4}"),
                FirstLesson.JSON
                        .replace("w * x", "2")
                        .replace(DATA, "{\"generator\": \"line\", \"n\": 50000}")
                        .replace(
                                "10}",
                                "10, \"loss\": {\"expression\": \"(yPred" + " + 1 * yPred".repeat(300)
                                        + " - y) ** 2\"}}"));
    }

    @ParameterizedTest
    @MethodSource("heavy")
    void refusesASpecificationBeforeItAllocatesTooMuch(String specification) throws Exception {
        for (String path : List.of("/jobs", "/transcripts", "/sweeps")) {
            String body = switch (path) {
                case "/transcripts" -> "{\"lines\": [\"loss=1\"], \"specification\": " + specification + "}";
                case "/sweeps" -> "{\"grid\": {\"/seed\": [1, 2, 3, 4]}, \"specification\": " + specification + "}";
                default -> specification;
            };

            HttpResponse<String> answer = service.send("POST", path, body);

            assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(422);
            assertThat(service.json(answer).get("type").asString()).isEqualTo("/problems/exceeds-memory");
        }
    }

    @Test
    void refusesARaggedArrayBeforeItIsMade() throws Exception {
        String ragged = "[[" + "0,".repeat(999) + "0]" + ",0".repeat(900) + "]";

        JsonNode problem = service.json(service.post(FirstLesson.JSON.replace("[2.0]", ragged)));

        assertThat(problem.at("/errors/0/code").asString()).isEqualTo("ragged");
    }

    @Test
    void readsALargeSpecificationOnItsOwnThread() throws Exception {
        HttpResponse<String> answer = service.post(
                FirstLesson.JSON
                        .replace(DATA, "{\"generator\": \"line\", \"n\": 20000}")
                        .replace("0.1", "0.01"),
                "Prefer",
                "wait=20");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(service.json(answer).get("status").asString()).isEqualTo("succeeded");
    }

    @Test
    void refusesMoreParametersThanAFormulaMayHave() throws Exception {
        String many =
                IntStream.range(0, 2_100).mapToObj(i -> "\"w" + i + "\": 0").collect(Collectors.joining(", "));

        JsonNode problem = service.json(service.post(FirstLesson.JSON.replace("\"w\": 0.0", many)));

        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo("/model/parameters");
    }

    @Test
    void refusesAnInvalidSweepAfterItsFirstJob() throws Exception {
        String grid = IntStream.range(0, 64).mapToObj(Integer::toString).collect(Collectors.joining(","));
        String specification = FirstLesson.JSON.replace("w * x", "w * z").replace(DATA, "{\"generator\": \"line\"}");

        JsonNode problem = service.json(service.send(
                "POST",
                "/sweeps",
                "{\"grid\": {\"/seed\": [" + grid + "]}, \"specification\": " + specification + "}"));

        assertThat(problem.get("errors")).hasSize(1);
        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo("/specification/model/expression");
    }
}
