package dev.downhill.bench;

import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import tools.jackson.databind.json.JsonMapper;

/** What is measured: a network, a batch that every step sees, and an optimizer. */
public enum Workload {
    /** The first lesson: one parameter. */
    W1(new int[] {1, 1}, "none", 1, "sgd", 2_000_000),
    W2(new int[] {2, 8, 8, 1}, "tanh", 10, "sgd", 100_000),
    W2B(new int[] {2, 8, 8, 1}, "tanh", 200, "sgd", 20_000),
    W3(new int[] {30, 200, 27}, "tanh", 32, "sgd", 5_000),
    W4(new int[] {784, 128, 10}, "relu", 64, "adam", 1_000),
    W5(new int[] {1024, 1024, 1024, 10}, "relu", 256, "adam", 30);

    private final int[] sizes;
    private final String activation;
    private final int batch;
    private final String optimizer;
    private final int steps;

    Workload(int[] sizes, String activation, int batch, String optimizer, int steps) {
        this.sizes = sizes;
        this.activation = activation;
        this.batch = batch;
        this.optimizer = optimizer;
        this.steps = steps;
    }

    public int[] sizes() {
        return sizes.clone();
    }

    public boolean relu() {
        return activation.equals("relu");
    }

    public int batch() {
        return batch;
    }

    public boolean adam() {
        return optimizer.equals("adam");
    }

    /** Returns whether the outputs are classes, and the loss is cross entropy; else it is the mean squared error. */
    public boolean classes() {
        return sizes[sizes.length - 1] > 1;
    }

    /** Returns how many steps a job has. */
    public int steps() {
        return steps;
    }

    public double learningRate() {
        return this == W1 ? 1e-7 : 1e-3;
    }

    /** Returns the multiplications and additions of a step's matrix products. */
    public double flops() {
        double flops = 0;
        for (int i = 0; i + 1 < sizes.length; i++) {
            flops += (i == 0 ? 4.0 : 6.0) * batch * sizes[i] * sizes[i + 1];
        }
        return flops;
    }

    /** Returns the rows, between -1 and 1. */
    public double[] x() {
        return new SplittableRandom(1).doubles((long) batch * sizes[0], -1, 1).toArray();
    }

    public double[] y() {
        var random = new SplittableRandom(2);
        return classes()
                ? random.ints(batch, 0, sizes[sizes.length - 1]).asDoubleStream().toArray()
                : random.doubles(batch, -1, 1).toArray();
    }

    /** Returns the job, which records every step of the lesson, and of the others the first and the last. */
    public JobSpecification job(String dtype, int steps) {
        var limits = new Limits(10_000_000, 5_000_000, 1_000_000, 20_000_000, 10_000_000, 1e15);
        return new SpecificationReader(limits).read(new JsonMapper().readTree(json(dtype, steps)));
    }

    private String json(String dtype, int steps) {
        if (this == W1) {
            return """
                    {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [2.0], "y": [6.0]},
                     "optimizer": {"type": "sgd", "learningRate": 1e-7}, "steps": %d, "record": {"every": 1},
                     "dtype": "%s"}""".formatted(steps, dtype);
        }
        var layers = new StringJoiner(", ");
        for (int i = 1; i < sizes.length; i++) {
            layers.add(
                    i + 1 < sizes.length
                            ? "{\"type\": \"linear\", \"units\": %d, \"activation\": \"%s\"}"
                                    .formatted(sizes[i], activation)
                            : "{\"type\": \"linear\", \"units\": %d}".formatted(sizes[i]));
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
                        layers,
                        rows,
                        targets,
                        classes() ? "crossEntropy" : "mse",
                        dtype.toLowerCase(Locale.ROOT),
                        steps,
                        optimizer,
                        steps);
    }
}
