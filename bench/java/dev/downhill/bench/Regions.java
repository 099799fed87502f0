package dev.downhill.bench;

import dev.downhill.engine.kernel.Workers;
import dev.downhill.specification.JobSpecification;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Trainer;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Measures what lies between the workloads: widths, dropout, short jobs of a known structure, and many jobs on two cores. */
final class Regions {
    private static final int[] WIDTHS = {16, 32, 64, 128, 256, 512};
    private static final int JOBS = 64;
    private static final int ROUNDS = 7;
    private static final String LESSON = """
            {"model": {"expression": "w * x", "parameters": {"w": %s}}, "data": {"x": [2.0], "y": [6.0]},
             "optimizer": {"type": "sgd", "learningRate": 1e-7}, "steps": 1000}""";

    private Regions() {}

    static void measure(Figures figures) throws InterruptedException {
        for (int width : WIDTHS) {
            Network network = Network.parse("2-%d-%d-2:tanh:256:adam:0".formatted(width, width));
            double downhill = MeasuredProcess.downhill(network, "float32", 2);
            figures.add("2-%d-%d-2, two threads, a step".formatted(width, width), downhill / 1e3, "us", "");
            figures.add(
                    "PyTorch eager against 2-%d-%d-2".formatted(width, width),
                    MeasuredProcess.pytorch(network, 2, "eager") / downhill,
                    "times",
                    width == 128 || width == 256 ? "at least 2" : "");
        }
        String wide = "2-64-64-2:tanh:256:adam:";
        figures.add(
                "2-64-64-2 with dropout against none",
                MeasuredProcess.downhill(Network.parse(wide + "0.2"), "float32", 1)
                        / MeasuredProcess.downhill(Network.parse(wide + "0"), "float32", 1),
                "times",
                "at most 1.3");
        lesson(figures);
        sweep(figures);
    }

    /** Trains the lesson with another weight each time, as somebody does who moves a slider. */
    private static void lesson(Figures figures) {
        Workers.limit(1);
        double[] times = new double[5000];
        for (int i = 0; i < times.length; i++) {
            JobSpecification job = Network.read(String.format(Locale.ROOT, LESSON, i / 1000.0));
            long begun = System.nanoTime();
            new Trainer(job).run(Interruption.NEVER);
            times[i] = (System.nanoTime() - begun) / 1e6;
        }
        figures.add(
                "first lesson, 1,000 steps, structure seen before",
                Median.of(Arrays.copyOfRange(times, times.length / 2, times.length)),
                "ms",
                "below 0.3");
    }

    /** Trains jobs with one thread each, as a sweep does, on one core and on two. */
    private static void sweep(Figures figures) throws InterruptedException {
        Workers.limit(1);
        JobSpecification job = Network.parse("2-16-16-2:tanh:64:adam:0").job("float64", 500);
        double[] ratios = new double[ROUNDS];
        seconds(job, 2);
        for (int i = 0; i < ROUNDS; i++) {
            ratios[i] = seconds(job, 1) / seconds(job, 2);
        }
        figures.add("64 small networks, two cores against one", Median.of(ratios), "times", "at least 1.9");
    }

    private static double seconds(JobSpecification job, int cores) throws InterruptedException {
        long begun = System.nanoTime();
        try (var pool = Executors.newFixedThreadPool(cores)) {
            for (int i = 0; i < JOBS; i++) {
                pool.execute(() -> new Trainer(job).run(Interruption.NEVER));
            }
            pool.shutdown();
            pool.awaitTermination(10, TimeUnit.MINUTES);
        }
        return (System.nanoTime() - begun) / 1e9;
    }
}
