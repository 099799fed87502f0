package dev.downhill.bench;

import dev.downhill.engine.kernel.Workers;
import java.util.Arrays;

/** Measures one subject in a JVM of its own: {@code Measure downhill W3 float32 1}. Prints nanoseconds a step. */
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
        Workload workload = Workload.valueOf(arguments[1]);
        Subject subject = arguments[0].equals("downhill")
                ? new DownhillJob(workload, arguments[2])
                : workload == Workload.W1 ? new HandwrittenLesson(workload) : new HandwrittenNetwork(workload);
        System.out.println(median(subject));
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
        Arrays.sort(figures);
        return figures[RUNS / 2];
    }
}
