package dev.downhill.jobs.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Specifications with something broken at random, always the same ones: each is answered within the time of a request,
 * never with an error of the service's own.
 */
@ServiceTest(
        properties = {
            "downhill.web.posts-per-second=0",
            "downhill.jobs.max-run-time=200ms",
            "downhill.limits.values=100000",
            "downhill.limits.rows=2000",
            "downhill.limits.parameters=20000"
        })
class FuzzTest {
    private static final int CASES = 1500;
    private static final Set<Integer> ALLOWED = Set.of(201, 202, 400, 413, 422, 429);

    private static final List<String> SPECIFICATIONS = List.of(FirstLesson.JSON, """
            {"model": {"layers": [{"type": "linear", "units": 4, "activation": "tanh"}, {"type": "dropout", "p": 0.1},
               {"type": "layerNorm"}, {"type": "linear", "units": 3, "init": {"type": "normal", "std": 0.5}}]},
             "data": {"dataset": "iris", "testFraction": 0.2, "standardize": true}, "loss": "crossEntropy",
             "optimizer": {"type": "adam", "learningRate": 0.01, "betas": [0.9, 0.99]}, "batchSize": 16, "epochs": 2,
             "schedule": {"type": "cosine"}, "gradientClipping": {"norm": 1}, "regularization": {"l2": 0.01},
             "seed": 3, "dtype": "float32", "stop": {"patience": 5, "minDelta": 0.1}, "record": {"every": 2}}""", """
            {"model": {"expression": "sigmoid(x @ W + b)", "parameters": {"W": [[0.1], [0.2]], "b": 0}},
             "data": {"x": [[0, 1], [1, 0], [1, 1]], "y": [[0], [1], [1]], "target": "y"},
             "loss": {"type": "bce", "reduction": "sum"}, "frozen": ["b"], "steps": 20, "zeroGrad": false}""", """
            {"model": {"layers": [{"type": "embedding", "embeddingDim": 2}, {"type": "flatten"},
               {"type": "linear", "units": 5}]}, "data": {"text": "abcabcabd", "context": 2}, "steps": 5}""", """
            {"model": {"layers": [{"type": "linear", "units": 2}]}, "steps": 5,
             "data": {"csv": "id;size;color;kind\\n1;1,5;red;a\\n2;;blue;b\\n3;2,5;red;a\\n", "target": "kind", "header": true,
              "separator": ";", "ignore": [1], "missing": "mean", "oneHot": ["color"], "testFraction": 0.3}}""");

    private static final List<String> ODD = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1e308",
            "-1e308",
            "1e-320",
            "1e400",
            "99999999999999999999",
            "0.5",
            "\"\"",
            "\"\\u0000\"",
            "\"NaN\"",
            "\"x\"",
            "\"../../etc\"",
            "\"${7*7}\"",
            "[]",
            "[[]]",
            "[[[[1]]]]",
            "{}",
            "{\"type\": null}",
            "{\"type\": \"sgd\", \"type2\": 1}",
            "[1, \"a\", null]",
            "2147483648",
            "-9223372036854775808",
            "\"(((((((((w\"",
            "\"w ** w ** w ** 9\"",
            "\"exp(exp(exp(w * 1e300)))\"",
            "\"x @ x @ x\"",
            "{\"shape\": [100000, 100000]}",
            "{\"shape\": [-1], \"init\": \"zeros\"}");

    private final JsonMapper json = new JsonMapper();
    private final Service service;

    FuzzTest(Service service) {
        this.service = service;
    }

    @Test
    void noSpecificationCausesAnInternalError() throws Exception {
        var random = new SplittableRandom(1);
        for (int i = 0; i < CASES; i++) {
            JsonNode specification = json.readTree(SPECIFICATIONS.get(random.nextInt(SPECIFICATIONS.size())));
            for (int change = random.nextInt(1, 4); change > 0; change--) {
                breakSomething(specification, random);
            }
            check(specification.toString());
        }
    }

    @Test
    void noTextCausesAnInternalError() throws Exception {
        var random = new SplittableRandom(2);
        for (int i = 0; i < CASES / 3; i++) {
            var text = new StringBuilder(SPECIFICATIONS.get(random.nextInt(SPECIFICATIONS.size())));
            for (int change = random.nextInt(1, 6); change > 0; change--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.setCharAt(at, (char) random.nextInt(1, 0x250));
                    default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(30))));
                }
            }
            check(text.toString());
        }
    }

    private void check(String body) throws Exception {
        HttpResponse<String> answer = service.post(body);
        assertThat(ALLOWED).as(body + "\n" + answer.body()).contains(answer.statusCode());
        assertThat(answer.body()).as(body).doesNotContain("dev.downhill", "\tat ", "java.");
        if (answer.statusCode() == 422) {
            assertThat(service.json(answer).get("errors").size())
                    .as(answer.body())
                    .isPositive();
        }
        if (answer.statusCode() < 300) {
            service.send("DELETE", Service.location(answer), "");
        }
    }

    /** Removes, replaces, doubles or renames one value somewhere. */
    private void breakSomething(JsonNode root, SplittableRandom random) {
        List<JsonNode> containers = new ArrayList<>();
        collect(root, containers);
        JsonNode chosen = containers.get(random.nextInt(containers.size()));
        JsonNode odd = json.reader()
                .with(tools.jackson.core.json.JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .readTree(ODD.get(random.nextInt(ODD.size())));
        if (chosen instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = List.copyOf(object.propertyNames());
            String name = names.get(random.nextInt(names.size()));
            switch (random.nextInt(4)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(name + "2", object.get(name));
                default -> object.set(name, odd);
            }
        } else if (chosen instanceof ArrayNode array && !array.isEmpty()) {
            int at = random.nextInt(array.size());
            switch (random.nextInt(3)) {
                case 0 -> array.remove(at);
                case 1 -> array.insert(at, odd);
                default -> array.set(at, odd);
            }
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainer()) {
            containers.add(node);
            node.valueStream().forEach(child -> collect(child, containers));
        }
    }
}
