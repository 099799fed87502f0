package dev.downhill.bench;

import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * A network of linear layers, a batch that every step sees, and an optimizer. Its text, such as {@code 2-8-8-1:tanh:10:sgd:0}, is
 * what the peers are told.
 *
 * @param sizes the inputs, the units of each hidden layer, and the outputs; outputs above one are classes
 * @param activation of the hidden layers
 * @param batch rows
 * @param optimizer sgd or adam
 * @param dropout the probability after each hidden layer, or 0
 */
record Network(int[] sizes, String activation, int batch, String optimizer, double dropout) {
    private static final Limits LIMITS = new Limits(10_000_000, 5_000_000, 1_000_000, 20_000_000, 10_000_000, 1e15);

    static Network parse(String text) {
        String[] parts = text.split(":", -1);
        int[] sizes = Arrays.stream(parts[0].split("-", -1)).mapToInt(Integer::parseInt).toArray();
        return new Network(sizes, parts[1], Integer.parseInt(parts[2]), parts[3], Double.parseDouble(parts[4]));
    }

    /** Returns whether the outputs are classes, and the loss is cross entropy; else it is the mean squared error. */
    boolean classes() {
        return sizes[sizes.length - 1] > 1;
    }

    /** Returns the multiplications and additions of a step's matrix products. */
    double flops() {
        double flops = 0;
        for (int i = 0; i + 1 < sizes.length; i++) {
            flops += (i == 0 ? 4.0 : 6.0) * batch * sizes[i] * sizes[i + 1];
        }
        return flops;
    }

    /** Returns the rows, between -1 and 1. */
    double[] x() {
        return new SplittableRandom(1).doubles((long) batch * sizes[0], -1, 1).toArray();
    }

    double[] y() {
        var random = new SplittableRandom(2);
        return classes()
                ? random.ints(batch, 0, sizes[sizes.length - 1]).asDoubleStream().toArray()
                : random.doubles(batch, -1, 1).toArray();
    }

    /** Returns the job, which records the first step and the last. */
    JobSpecification job(String dtype, int steps) {
        return read(json(dtype, steps));
    }

    static JobSpecification read(String json) {
        return new SpecificationReader(LIMITS).read(new JsonMapper().readTree(json));
    }

    private String json(String dtype, int steps) {
        var layers = new StringJoiner(", ");
        for (int i = 1; i < sizes.length; i++) {
            if (i + 1 == sizes.length) {
                layers.add("{\"type\": \"linear\", \"units\": %d}".formatted(sizes[i]));
            } else {
                layers.add("{\"type\": \"linear\", \"units\": %d, \"activation\": \"%s\"}".formatted(sizes[i], activation));
                if (dropout > 0) {
                    layers.add("{\"type\": \"dropout\", \"p\": %s}".formatted(dropout));
                }
            }
        }
        var rows = new StringJoiner(", ");
        double[] x = x();
        for (int row = 0; row < batch; row++) {
            var numbers = new StringJoiner(", ", "[", "]");
            for (int i = 0; i < sizes[0]; i++) {
                numbers.add(Double.toString(x[row * sizes[0] + i]));
            }
            rows.add(numbers.toString());
        }
        var targets = new StringJoiner(", ");
        for (double y : y()) {
            targets.add(classes() ? Integer.toString((int) y) : Double.toString(y));
        }
        return """
                {"model": {"layers": [%s]}, "data": {"x": [%s], "y": [%s]}, "loss": "%s", "dtype": "%s", "steps": %d,
                 "optimizer": {"type": "%s", "learningRate": 0.001}, "record": {"every": %d, "parameters": "summary"}}"""
                .formatted(
                        layers, rows, targets, classes() ? "crossEntropy" : "mse", dtype, steps, optimizer, steps);
    }

    @Override
    public String toString() {
        return Arrays.stream(sizes).mapToObj(Integer::toString).collect(Collectors.joining("-"))
                + ":" + activation + ":" + batch + ":" + optimizer + ":" + dropout;
    }
}
