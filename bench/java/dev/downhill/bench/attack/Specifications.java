package dev.downhill.bench.attack;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Jobs, small and large. */
final class Specifications {
    static final String FIRST_LESSON = """
            {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [2.0], "y": [6.0]},
             "optimizer": {"type": "sgd", "learningRate": 0.1}, "steps": 10}""";

    static final String XOR = """
            {"model": {"layers": [{"type": "linear", "units": 8, "activation": "tanh"}, {"type": "linear", "units": 2}]},
             "data": {"generator": "xor", "n": 100}, "optimizer": {"type": "adam", "learningRate": 0.03}, "steps": 50}""";

    /** Runs for minutes. */
    static final String LONG = """
            {"model": {"layers": [{"type": "linear", "units": 64, "activation": "tanh"}, {"type": "linear", "units": 2}]},
             "data": {"generator": "spiral", "n": 400}, "optimizer": {"type": "sgd", "learningRate": 1e-9},
             "steps": 10000000, "record": {"parameters": "none"}}""";

    /** 265,000 parameters, their moments, and the values of 1,000 rows. */
    static final String WIDE_NETWORK = """
            {"model": {"layers": [{"type": "linear", "units": 512, "activation": "relu"},
              {"type": "linear", "units": 512, "activation": "relu"}, {"type": "linear", "units": 2}]},
             "data": {"generator": "spiral", "n": 1000}, "dtype": "float32",
             "optimizer": {"type": "adam", "learningRate": 0.001}, "steps": 20, "record": {"parameters": "none"}}""";

    /** A million rows of two numbers and a target. */
    static final String PLANE = """
            {"model": {"layers": [{"type": "linear", "units": 1}]}, "data": {"generator": "plane", "n": 1000000},
             "optimizer": {"type": "sgd", "learningRate": 0.01}, "steps": 3}""";

    /** 61 parameters and their gradients, recorded at each of 20,000 steps. */
    static final String LONG_RECORD = """
            {"model": {"layers": [{"type": "linear", "units": 15, "activation": "tanh"}, {"type": "linear", "units": 1}]},
             "data": {"generator": "plane", "n": 4}, "steps": 20000, "record": {"every": 1, "gradients": true}}""";

    /** A network of a million parameters whose training is short. */
    static final String MILLION = """
            {"model": {"layers": [{"type": "linear", "units": 1000, "activation": "tanh"},
              {"type": "linear", "units": 1000, "activation": "tanh"}, {"type": "linear", "units": 2}]},
             "data": {"generator": "spiral", "n": 10}, "dtype": "float32", "steps": 2, "record": {"parameters": "none"}}""";

    /** Each of its steps takes seconds. */
    static final String LONG_STEP =
            outer("sum(" + "erf(".repeat(14) + "a * b" + ")".repeat(14) + ") * w * x", 1000, 50);

    private Specifications() {}

    /** Returns a text of letters to continue, which each row of data holds a thousand characters of. */
    static String longText(int characters, int context) {
        String text = new Random(1)
                .ints(characters, 'a', 'z' + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        return """
                {"model": {"layers": [{"type": "embedding", "embeddingDim": 2}, {"type": "flatten"}, {"type": "linear", "units": 26}]},
                 "data": {"text": "%s", "context": %d}, "batchSize": 16, "steps": 3}""".formatted(text, context);
    }

    /** Returns a formula of a column a and a row b, whose product has size x size values. */
    static String outer(String expression, int size, int steps) {
        return """
                {"model": {"expression": "%s", "parameters": {"a": {"shape": [%d, 1], "init": "normal"},
                  "b": {"shape": [1, %d], "init": "ones"}, "w": 1.0}},
                 "data": {"x": [1.0], "y": [1.0]}, "steps": %d, "record": {"parameters": "none"}}""".formatted(expression, size, size, steps);
    }

    /** Returns a formula that is a product of many factors, two variables in turn. */
    static String factors(int count) {
        return """
                {"model": {"expression": "%s", "parameters": {"w": 0.5}}, "data": {"x": [1.0], "y": [1.0]}, "steps": 2}""".formatted("x*w" + "*x*w".repeat(count / 2 - 1));
    }

    /** Returns a sweep over seeds. */
    static String sweep(String specification, int jobs) {
        String seeds = IntStream.range(0, jobs)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
        return "{\"specification\": %s, \"grid\": {\"/seed\": [%s]}}".formatted(specification, seeds);
    }

    /** Returns a specification with another field in front. */
    static String with(String field, String specification) {
        return "{" + field + ", " + specification.strip().substring(1);
    }
}
