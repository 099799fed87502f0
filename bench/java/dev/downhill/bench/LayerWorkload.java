package dev.downhill.bench;

import dev.downhill.specification.JobSpecification;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is measured of the layers beyond dense ones. The peer builds the same networks from these names. */
enum LayerWorkload {
    /** A convolutional network on 64 images of 8 by 8. */
    W7(64, 64, 200, 2) {
        @Override
        String model() {
            return """
                    {"type": "unflatten", "shape": [1, 8, 8]},
                    {"type": "conv2d", "outChannels": 16, "kernelSize": 3, "padding": 1, "activation": "relu"},
                    {"type": "maxPool2d", "kernelSize": 2},
                    {"type": "conv2d", "outChannels": 32, "kernelSize": 3, "padding": 1, "activation": "relu"},
                    {"type": "flatten"}, {"type": "linear", "units": 10}""";
        }

        @Override
        String data() {
            var random = new SplittableRandom(1);
            return "{\"x\": %s, \"y\": %s}"
                    .formatted(
                            rows(rows, columns, () -> Double.toString(random.nextDouble(-1, 1))),
                            row(rows, () -> Integer.toString(random.nextInt(10))));
        }
    },
    /** A transformer of two blocks on 32 windows of 32 characters. */
    W8(32, 32, 40, 1.5) {
        @Override
        String model() {
            String block = """
                    {"type": "residual", "layers": [{"type": "layerNorm"},
                      {"type": "multiheadAttention", "numHeads": 4, "causal": true}]},
                    {"type": "residual", "layers": [{"type": "layerNorm"},
                      {"type": "linear", "units": 256, "activation": "relu"}, {"type": "linear", "units": 64}]}""";
            return """
                    {"type": "embedding", "numEmbeddings": 26, "embeddingDim": 64}, {"type": "positionalEmbedding"},
                    %s, %s, {"type": "layerNorm"}, {"type": "linear", "units": 26}""".formatted(block, block);
        }

        @Override
        String data() {
            var random = new SplittableRandom(1);
            String text = IntStream.range(0, rows + columns)
                    .mapToObj(i -> i < 26 ? Character.toString('a' + i) : Character.toString('a' + random.nextInt(26)))
                    .collect(Collectors.joining());
            return "{\"text\": \"%s\", \"context\": %d, \"predict\": \"every\"}".formatted(text, columns);
        }
    },
    /** A long short-term memory of 64 units over 32 entries, in a batch of 32. */
    W9(32, 32, 60, 2) {
        @Override
        String model() {
            return """
                    {"type": "embedding", "numEmbeddings": 26, "embeddingDim": 32}, {"type": "lstm", "units": 64},
                    {"type": "linear", "units": 10}""";
        }

        @Override
        String data() {
            var random = new SplittableRandom(1);
            return "{\"x\": %s, \"y\": %s}"
                    .formatted(
                            rows(rows, columns, () -> Integer.toString(random.nextInt(26))),
                            row(rows, () -> Integer.toString(random.nextInt(10))));
        }
    };

    final int rows;
    final int columns;
    private final int steps;
    private final double goal;

    LayerWorkload(int rows, int columns, int steps, double goal) {
        this.rows = rows;
        this.columns = columns;
        this.steps = steps;
        this.goal = goal;
    }

    /** Measures a step of each beside PyTorch; one thread, float32. */
    static void measure(Figures figures) throws InterruptedException {
        for (LayerWorkload workload : values()) {
            double downhill = MeasuredProcess.downhill(workload);
            figures.add(workload + ", a step", downhill / 1e3, "us", "");
            figures.add(
                    "PyTorch eager against " + workload,
                    MeasuredProcess.pytorch(workload) / downhill,
                    "times",
                    String.format(Locale.ROOT, "at least %.1f", workload.goal));
        }
    }

    abstract String model();

    abstract String data();

    JobSpecification job(String dtype) {
        return Network.read("""
                {"model": {"layers": [%s]}, "data": %s, "loss": "crossEntropy", "dtype": "%s", "steps": %d,
                 "optimizer": {"type": "%s", "learningRate": 0.001}, "record": {"every": %d, "parameters": "summary"}}"""
                .formatted(model(), data(), dtype, steps, this == W8 ? "adamw" : "adam", steps));
    }

    private static String row(int count, Supplier<String> number) {
        return IntStream.range(0, count).mapToObj(i -> number.get()).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String rows(int rows, int columns, Supplier<String> number) {
        return row(rows, () -> row(columns, number));
    }
}
