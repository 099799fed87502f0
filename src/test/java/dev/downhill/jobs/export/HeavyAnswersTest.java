package dev.downhill.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.Await;
import dev.downhill.memory.Holder;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.memory.Reservation;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Pictures, exports, predictions and explanations within a small budget: answered, or refused with the reason. */
@ServiceTest(properties = {"downhill.memory.budget=64MB", "downhill.explain.drawing-parts=1500"})
class HeavyAnswersTest {
    private static final String NETWORK = """
            {"model": {"layers": [{"type": "linear", "units": 200, "activation": "tanh"}, {"type": "linear", "units": 2}]},
             "data": {"generator": "spiral", "n": 10}, "steps": 3}""";

    private static final String ROWS = "{\"inputs\": {\"x\": ["
            + Arrays.stream(new String[9000]).map(row -> "[0.5,1]").collect(Collectors.joining(","))
            + "]}}";

    @Autowired
    private MemoryBudget budget;

    private final Service service;

    HeavyAnswersTest(Service service) {
        this.service = service;
    }

    @AfterEach
    void everyAnswerGivesItsMemoryBack() {
        Await.until("answers hold no memory", () -> budget.held(Holder.ANSWERS) == 0);
    }

    /** Factors that use two variables in turn, so that lines cross many layers. */
    private static String products(int count) {
        return """
                {"model": {"expression": "%s", "parameters": {"w": 0.5}}, "data": {"x": [1.0], "y": [1.0]}, "steps": 2}""".formatted("x*w" + "*x*w".repeat(count / 2 - 1));
    }

    private String finished(String specification) throws Exception {
        return Service.location(service.post(specification, "Prefer", "wait=30"));
    }

    private HttpResponse<String> ask(String kind, String job) throws Exception {
        return switch (kind) {
            case "svg" -> service.get(job + "/plot", "Accept", "image/svg+xml");
            case "png" -> service.get(job + "/plot", "Accept", "image/png");
            case "drawing" -> service.get(job + "/graph", "Accept", "image/svg+xml");
            case "dot" -> service.get(job + "/graph", "Accept", "text/vnd.graphviz");
            case "graph" -> service.get(job + "/graph", "Accept", "application/json");
            case "onnx" -> service.get(job + "/model", "Accept", "application/onnx");
            case "script" -> service.get(job + "/model", "Accept", "text/x-python");
            case "step" -> service.get(job + "/steps/2", "Accept", "application/json");
            case "stepText" -> service.get(job + "/steps/2", "Accept", "text/plain");
            case "stepDot" -> service.get(job + "/steps/2", "Accept", "text/vnd.graphviz");
            case "text" -> service.get(job, "Accept", "text/plain");
            case "surface" -> service.get(job + "/loss-surface?points=5");
            case "sharpness" -> service.get(job + "/sharpness");
            case "capsule" -> service.get(job + "/capsule?steps=2");
            case "predictions" -> service.send("POST", job + "/predictions", ROWS);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "svg",
        "png",
        "drawing",
        "dot",
        "graph",
        "onnx",
        "script",
        "step",
        "stepText",
        "stepDot",
        "text",
        "surface",
        "capsule",
        "sharpness",
        "predictions"
    })
    void answers503WhenOthersHoldTheMemory(String kind) throws Exception {
        String job = finished(NETWORK);
        HttpResponse<String> refused;
        try (Reservation others = budget.reserve(Holder.ANSWERS, budget.most(Holder.ANSWERS) - 1)) {
            assertThat(others.bytes()).isPositive();
            refused = ask(kind, job);
        }

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        assertThat(refused.body()).contains("/problems/memory-taken");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(ask(kind, job).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesAPictureThatNeverFitsAndSaysItsNeed() throws Exception {
        HttpResponse<String> refused =
                service.get(finished(NETWORK) + "/plot?width=2000&height=2000", "Accept", "image/png");

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body()).contains("/problems/exceeds-memory");
        assertThat(service.json(refused).get("neededBytes").asLong())
                .isGreaterThan(service.json(refused).get("limitBytes").asLong());
    }

    @Test
    void drawsNoGraphOfTooManyPartsButGivesItAsText() throws Exception {
        String job = finished(products(600));

        HttpResponse<String> drawing = ask("drawing", job);

        assertThat(drawing.statusCode()).isEqualTo(422);
        assertThat(drawing.body()).contains("/problems/drawing-too-large", "at most 1500", "text/vnd.graphviz");
        assertThat(ask("dot", job).body()).startsWith("digraph").contains("\"mul_500\"");
        assertThat(service.json(ask("graph", job)).get("nodes").size()).isGreaterThan(600);
        assertThat(ask("drawing", finished(products(20))).statusCode()).isEqualTo(200);
    }

    @Test
    void healthAnswersWhileManyHeavyAnswersAreComputed() throws Exception {
        String network = finished(NETWORK);
        String graph = finished(products(40));
        List<Callable<Integer>> requests = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            requests.add(() -> ask("predictions", network).statusCode());
            requests.add(() -> ask("png", network).statusCode());
            requests.add(() -> ask("drawing", graph).statusCode());
            requests.add(() -> ask("onnx", network).statusCode());
        }
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers =
                    requests.stream().map(clients::submit).toList();
            while (!answers.stream().allMatch(Future::isDone)) {
                assertThat(service.get("/actuator/health/liveness").statusCode())
                        .isEqualTo(200);
            }
            for (Future<Integer> answer : answers) {
                // 422 where the time for the answer is over.
                assertThat(answer.get()).isIn(200, 422, 429, 503);
            }
        }

        assertThat(ask("predictions", network).statusCode()).isEqualTo(200);
    }

    @Test
    void readsOnlyTheShownRowsOfWideData() throws Exception {
        String job = finished("""
                {"model": {"layers": [{"type": "linear", "units": 1}]}, "data": {"x": [%s], "y": [1, 2, 3]}, "steps": 1}""".formatted(String.join(",", List.of("[1,2]", "[3,4]", "[5,6]"))));

        assertThat(service.json(service.get(job + "/data?limit=2"))
                        .get("training")
                        .toString())
                .isEqualTo("{\"count\":3,\"columns\":{\"x\":[[1.0,2.0],[3.0,4.0]],\"y\":[1.0,2.0]}}");
    }
}
