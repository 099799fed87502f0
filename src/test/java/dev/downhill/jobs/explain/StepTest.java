package dev.downhill.jobs.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Steps opened over HTTP; worked examples of the literature with the numbers that they print. */
@ServiceTest
class StepTest {
    /** Matt Mazur, "A Step by Step Backpropagation Example", 2015; each layer there has one bias for all its neurons. */
    private static final String MAZUR = """
            {"model": {"layers": [
               {"type": "linear", "units": 2, "activation": "sigmoid",
                "weight": [[0.15, 0.20], [0.25, 0.30]], "bias": [0.35, 0.35]},
               {"type": "linear", "units": 2, "activation": "sigmoid",
                "weight": [[0.40, 0.45], [0.50, 0.55]], "bias": [0.60, 0.60]}]},
             "data": {"x": [[0.05, 0.10]], "y": [[0.01, 0.99]]},
             "loss": {"expression": "0.5 * (y - yPred) ** 2", "reduction": "sum"},
             "frozen": ["0.bias", "1.bias"],
             "optimizer": {"type": "sgd", "learningRate": 0.5}, "steps": 1}""";

    /** The example of micrograd's README. */
    private static final String MICROGRAD = """
            {"model": {"parameters": {"a": -4.0, "b": 2.0}, "expression":
               "%s"}, "data": {"x": [0], "y": [0]}, "loss": {"expression": "yPred + 0 * y"},
             "optimizer": {"type": "sgd", "learningRate": 0.001}, "steps": 1}""".formatted(micrograd());

    private final Service service;

    StepTest(Service service) {
        this.service = service;
    }

    /** The README's assignments put into one another. */
    private static String micrograd() {
        String c1 = "(a + b)";
        String d1 = "(a * b + b ** 3)";
        String c2 = "(%s + %s + 1)".formatted(c1, c1);
        String c3 = "(%s + 1 + %s + (-a))".formatted(c2, c2);
        String d2 = "(%s + %s * 2 + relu(b + a))".formatted(d1, d1);
        String d3 = "(%s + 3 * %s + relu(b - a))".formatted(d2, d2);
        String e = "(%s - %s)".formatted(c3, d3);
        String f = "(%s ** 2)".formatted(e);
        return "%s / 2.0 + 10.0 / %s".formatted(f, f);
    }

    private String finished(String specification) throws Exception {
        HttpResponse<String> answer = service.post(specification, "Prefer", "wait=30");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Service.location(answer);
    }

    private JsonNode step(String job, long step) throws Exception {
        HttpResponse<String> answer = service.get(job + "/steps/" + step);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return service.json(answer);
    }

    private static JsonNode named(JsonNode list, String field, String name) {
        return list.valueStream()
                .filter(node -> node.get(field).asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + list));
    }

    @Test
    void firstStepOfTheFirstLessonIsAsComputedByHand() throws Exception {
        JsonNode step = step(finished(FirstLesson.JSON), 1);

        assertThat(named(step.at("/forward/nodes"), "id", "prediction")
                        .at("/value/0")
                        .asDouble())
                .isEqualTo(0);
        assertThat(step.at("/loss/value").asDouble()).isEqualTo(36);
        JsonNode gradients = step.at("/backward/nodes");
        assertThat(named(gradients, "node", "prediction").at("/value/0").asDouble())
                .isEqualTo(-12);
        assertThat(named(gradients, "node", "w").get("value").asDouble()).isEqualTo(-24);
        JsonNode update = named(step.at("/update/parameters"), "parameter", "w");
        assertThat(update.get("after").asDouble()).isCloseTo(2.4, within(1e-15));
        assertThat(update.at("/equations/0/text").asString())
                .isEqualTo("w_next = (-learningRate) * grad + w = (-0.1) * (-24) + 0 = 2.4");
        assertThat(step.at("/next/step").asLong()).isEqualTo(2);
    }

    @Test
    void mattMazursExampleHasTheNumbersThatHePrints() throws Exception {
        JsonNode step = step(finished(MAZUR), 1);

        assertThat(step.at("/loss/value").asDouble()).isCloseTo(0.298371109, within(5e-10));
        JsonNode hidden = named(step.at("/forward/nodes"), "id", "0.sigmoid").at("/value/0");
        assertThat(hidden.get(0).asDouble()).isCloseTo(0.593269992, within(5e-10));
        assertThat(hidden.get(1).asDouble()).isCloseTo(0.596884378, within(5e-10));
        JsonNode outputs = named(step.at("/forward/nodes"), "id", "prediction").at("/value/0");
        assertThat(outputs.get(0).asDouble()).isCloseTo(0.75136507, within(5e-9));
        assertThat(outputs.get(1).asDouble()).isCloseTo(0.772928465, within(5e-10));
        JsonNode gradients = step.at("/backward/nodes");
        assertThat(named(gradients, "node", "1.weight").at("/value/0/0").asDouble())
                .isCloseTo(0.082167041, within(5e-10));
        assertThat(named(gradients, "node", "0.weight").at("/value/0/0").asDouble())
                .isCloseTo(0.000438568, within(5e-10));
        JsonNode second =
                named(step.at("/update/parameters"), "parameter", "1.weight").get("after");
        assertThat(second.at("/0/0").asDouble()).isCloseTo(0.35891648, within(5e-9));
        assertThat(second.at("/0/1").asDouble()).isCloseTo(0.408666186, within(5e-10));
        assertThat(second.at("/1/0").asDouble()).isCloseTo(0.511301270, within(5e-10));
        assertThat(second.at("/1/1").asDouble()).isCloseTo(0.561370121, within(5e-10));
        JsonNode first =
                named(step.at("/update/parameters"), "parameter", "0.weight").get("after");
        assertThat(first.at("/0/0").asDouble()).isCloseTo(0.149780716, within(5e-10));
        assertThat(first.at("/0/1").asDouble()).isCloseTo(0.19956143, within(5e-9));
        assertThat(first.at("/1/0").asDouble()).isCloseTo(0.24975114, within(5e-9));
        assertThat(first.at("/1/1").asDouble()).isCloseTo(0.29950229, within(5e-9));
    }

    @Test
    void microgradsReadmeHasTheNumbersThatItPrints() throws Exception {
        JsonNode step = step(finished(MICROGRAD), 1);

        assertThat(step.at("/loss/value").asDouble()).isCloseTo(24.7041, within(5e-5));
        JsonNode gradients = step.at("/backward/nodes");
        assertThat(named(gradients, "node", "a").get("value").asDouble()).isCloseTo(138.8338, within(5e-5));
        assertThat(named(gradients, "node", "b").get("value").asDouble()).isCloseTo(645.5773, within(5e-5));
        assertThat(named(gradients, "node", "a").get("edges").size()).isGreaterThan(1);
    }

    @Test
    void stepsOfALongJobEqualItsTrajectory() throws Exception {
        String job = finished("""
                {"model": {"layers": [{"type": "linear", "units": 4, "activation": "tanh"}, {"type": "linear", "units": 2}]},
                 "data": {"generator": "spiral", "n": 50}, "batchSize": 16, "optimizer": {"type": "adam"},
                 "steps": 10000, "record": {"every": 1, "parameters": "all"}}""");
        JsonNode trajectory = service.json(service.get(job + "/trajectory"));
        var random = new SplittableRandom(1);
        for (int i = 0; i < 102; i++) {
            int number = i == 0 ? 1 : i == 1 ? 10_000 : random.nextInt(1, 10_001);
            JsonNode step = step(job, number);
            assertThat(step.at("/loss/value")).isEqualTo(trajectory.get("loss").get(number - 1));
            step.at("/next/parameters")
                    .forEachEntry((name, value) -> assertThat(value)
                            .isEqualTo(trajectory.get("parameters").get(name).get(number - 1)));
        }
    }

    @Test
    void answersAStepOfManyParametersBriefly() throws Exception {
        String job = finished("""
                {"model": {"layers": [{"type": "linear", "units": 1200, "activation": "relu"},
                                      {"type": "linear", "units": 80, "activation": "relu"}, {"type": "linear", "units": 2}]},
                 "data": {"generator": "spiral", "n": 64}, "batchSize": 8, "optimizer": {"type": "adam"}, "steps": 300}""");
        HttpResponse<String> answer = service.get(job + "/steps/299");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body().length()).isLessThan(100_000);
        JsonNode update = named(service.json(answer).at("/update/parameters"), "parameter", "1.weight");
        JsonNode histogram = update.at("/gradient/histogram");
        assertThat(histogram.valueStream().mapToInt(JsonNode::asInt).sum()).isEqualTo(96_000);
    }

    @Test
    void opensAnUnrecordedStepOfARunningJob() throws Exception {
        String job = service.submitted(Service.LONG);
        service.awaitStatus(job, "running");
        service.awaitStep(job, 7);

        assertThat(step(job, 7).get("step").asLong()).isEqualTo(7);
        HttpResponse<String> beyond = service.get(job + "/steps/10000000");
        assertThat(beyond.statusCode()).isEqualTo(404);
        assertThat(service.json(beyond).get("detail").asString()).contains("so far");
        service.send("DELETE", job, "");
    }

    @Test
    void stepThatWasNotTakenIsAProblem() throws Exception {
        String job = finished(FirstLesson.JSON);
        for (String step : new String[] {"0", "-1", "11"}) {
            HttpResponse<String> answer = service.get(job + "/steps/" + step);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(service.json(answer).get("type").asString()).isEqualTo("/problems/step-not-found");
        }
        assertThat(service.get(job + "/steps/one").statusCode()).isEqualTo(400);
    }

    @Test
    void textLeadsFromTheLossBackToTheWeight() throws Exception {
        String text = service.get(finished(FirstLesson.JSON) + "/steps/1", "Accept", "text/plain")
                .body();

        assertThat(text)
                .containsSubsequence(
                        "loss = mean(loss.pow) = mean([36]) = 36",
                        "Traceback (from the loss back to each weight)",
                        "d(loss)/d(loss.sub) = d(loss)/d(loss.pow) × (loss.sub * 2)\n      = [1] × [-12] = [-12]",
                        "weight w, where d(loss)/d(w) = -24",
                        "w_next = (-learningRate) * grad + w = (-0.1) * (-24) + 0 = 2.4");
    }

    @Test
    void showsMomentsAndBiasCorrections() throws Exception {
        String job = finished(FirstLesson.JSON.replace(
                "{\"type\": \"sgd\", \"learningRate\": 0.1}", "{\"type\": \"adam\", \"learningRate\": 0.1}"));
        JsonNode update = step(job, 1).get("update");

        assertThat(update.at("/scalars/0/text").asString()).isEqualTo("-stepSize = -(0.1 / (1 - 0.9 ** 1)) = -1");
        JsonNode equations = update.at("/parameters/0/equations");
        assertThat(named(equations, "name", "expAvg_next").get("value").asDouble())
                .isCloseTo(-2.4, within(1e-14));
        assertThat(named(equations, "name", "expAvgSq_next").get("value").asDouble())
                .isCloseTo(0.576, within(1e-14));
        assertThat(update.at("/parameters/0/after").asDouble()).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void nodesAndEdgesOfAStepAreThoseOfTheGraph() throws Exception {
        String job = finished(MAZUR);
        JsonNode graph = service.json(service.get(job + "/graph"));
        JsonNode step = step(job, 1);

        assertThat(Stream.concat(
                                step.at("/forward/nodes").valueStream(),
                                step.at("/loss/nodes").valueStream())
                        .map(node -> node.get("id").asString()))
                .containsExactlyInAnyOrderElementsOf(graph.get("nodes")
                        .valueStream()
                        .map(node -> node.get("id").asString())
                        .toList());
        assertThat(step.at("/backward/edges")
                        .valueStream()
                        .map(edge -> edge.get("edge").asString()))
                .containsExactlyInAnyOrderElementsOf(graph.get("edges")
                        .valueStream()
                        .filter(edge -> edge.get("differentiable").asBoolean())
                        .map(edge -> edge.get("id").asString())
                        .toList());
    }

    @Test
    void drawsTheGraphInEveryForm() throws Exception {
        String job = finished(MAZUR);

        String dot = service.get(job + "/graph", "Accept", "text/vnd.graphviz").body();
        assertThat(dot).startsWith("digraph").contains("\"0.weight\"", "subgraph \"cluster_1.linear\"");
        assertThat(service.get(job + "/steps/1", "Accept", "text/vnd.graphviz").body())
                .startsWith("digraph")
                .contains("d(loss)/d(prediction)");
        HttpResponse<String> svg = service.get(job + "/graph", "Accept", "image/svg+xml");
        assertThat(svg.headers().firstValue("Content-Type").orElseThrow()).startsWith("image/svg+xml");
        assertThat(svg.body()).startsWith("<svg").contains(">0.sigmoid<").doesNotContain("NaN");
    }
}
