package dev.downhill.bench;

import dev.downhill.engine.kernel.Workers;

/**
 * Measures one subject in a JVM of its own: {@code Measure downhill W3 float32 1}, or {@code Measure network 2-8-8-1:tanh:10:sgd:0
 * float32 1}, {@code Measure layers W7 float32 1}. Prints nanoseconds a step.
 */
public final class Measure {
    private static final long WARM_UP = 3_000_000_000L;
    private static final int RUNS = 7;

    private Measure() {}

    public static void main(String[] arguments) {
        Workers.limit(arguments.length > 3 ? Integer.parseInt(arguments[3]) : 1);
        if (arguments[0].equals("peak")) {
            float[] out = new float[64];
            System.out.println(median(() -> FmaPeak.gigaflops(out)));
            return;
        }
        System.out.println(median(subject(arguments[0], arguments[1], arguments[2])));
    }

    private static Subject subject(String kind, String name, String dtype) {
        if (kind.equals("network")) {
            Network network = Network.parse(name);
            // Some 0.1 s of steps, estimated at 20 billion operations a second and 20 microseconds a step.
            int steps = (int) Math.max(30, 1e8 / (network.flops() / 20 + 20_000));
            return new DownhillJob(network.job(dtype, steps));
        }
        if (kind.equals("layers")) {
            return new DownhillJob(LayerWorkload.valueOf(name).job(dtype));
        }
        Workload workload = Workload.valueOf(name);
        return kind.equals("downhill")
                ? new DownhillJob(workload.job(dtype, workload.steps()))
                : workload == Workload.W1 ? new HandwrittenLesson(workload) : new HandwrittenNetwork(workload);
    }

    private static double median(Subject subject) {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < WARM_UP) {
            subject.nanosecondsPerStep();
        }
        double[] figures = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            figures[i] = subject.nanosecondsPerStep();
        }
        return Median.of(figures);
    }
}
