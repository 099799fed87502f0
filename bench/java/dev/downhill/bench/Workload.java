package dev.downhill.bench;

import dev.downhill.specification.JobSpecification;

/** What is measured: a network, and how many steps a job of it has. */
public enum Workload {
    /** The first lesson: one parameter. */
    W1("1-1:none:1:sgd:0", 2_000_000),
    W2("2-8-8-1:tanh:10:sgd:0", 100_000),
    W2B("2-8-8-1:tanh:200:sgd:0", 20_000),
    W3("30-200-27:tanh:32:sgd:0", 5_000),
    W4("784-128-10:relu:64:adam:0", 1_000),
    W5("1024-1024-1024-10:relu:256:adam:0", 30);

    private final Network network;
    private final int steps;

    Workload(String network, int steps) {
        this.network = Network.parse(network);
        this.steps = steps;
    }

    Network network() {
        return network;
    }

    public int[] sizes() {
        return network.sizes().clone();
    }

    public boolean relu() {
        return network.activation().equals("relu");
    }

    public int batch() {
        return network.batch();
    }

    public boolean adam() {
        return network.optimizer().equals("adam");
    }

    /** Returns whether the outputs are classes, and the loss is cross entropy; else it is the mean squared error. */
    public boolean classes() {
        return network.classes();
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
        return network.flops();
    }

    /** Returns the rows, between -1 and 1. */
    public double[] x() {
        return network.x();
    }

    public double[] y() {
        return network.y();
    }

    /** Returns the job, which records every step of the lesson, and of the others the first and the last. */
    public JobSpecification job(String dtype, int steps) {
        return this == W1 ? lesson(dtype, steps) : network.job(dtype, steps);
    }

    private static JobSpecification lesson(String dtype, int steps) {
        return Network.read("""
                {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [2.0], "y": [6.0]},
                 "optimizer": {"type": "sgd", "learningRate": 1e-7}, "steps": %d, "record": {"every": 1},
                 "dtype": "%s"}""".formatted(steps, dtype));
    }
}
