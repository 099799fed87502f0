package dev.downhill.bench;

import java.util.List;
import java.util.Locale;

/** Measures a step of every workload beside its peers that are installed; one thread, float32 unless a name says otherwise. */
final class Workloads {
    private Workloads() {}

    static void measure(Figures figures) throws InterruptedException {
        for (Workload workload : Workload.values()) {
            double downhill = MeasuredProcess.downhill(workload, "float32", 1);
            double doubles = MeasuredProcess.downhill(workload, "float64", 1);
            figures.add(workload + ", a step", downhill / 1e3, "us", "");
            figures.add(workload + " in float64", doubles / 1e3, "us", "");
            figures.add(
                    workload + " in float64 against float32",
                    doubles / downhill,
                    "times",
                    List.of(Workload.W3, Workload.W4, Workload.W5).contains(workload) ? "at most 2.2" : "");
            figures.add(
                    workload + " against hand-written",
                    downhill / MeasuredProcess.handwritten(workload),
                    "times",
                    "at most 1.3");
            double eager = MeasuredProcess.pytorch(workload.network(), 1, "eager");
            figures.add("PyTorch eager against " + workload, eager / downhill, "times", goal(workload));
            double compiled = MeasuredProcess.pytorch(workload.network(), 1, "compile");
            figures.add("torch.compile against " + workload, compiled / downhill, "times", "");
            figures.add(
                    "per-sample JavaScript against " + workload,
                    MeasuredProcess.javascript(workload) / downhill,
                    "times",
                    "");
            figures.add(
                    "Python objects against " + workload,
                    MeasuredProcess.pythonObjects(workload) / downhill,
                    "times",
                    "");
        }
        peak(figures);
    }

    private static void peak(Figures figures) throws InterruptedException {
        double one = MeasuredProcess.downhill(Workload.W5, "float32", 1);
        double peak = MeasuredProcess.peak();
        double gigaflops = Workload.W5.flops() / one;
        figures.add("multiply-adds that one thread can reach", peak, "GFLOPS", "");
        figures.add("W5, share of them", 100 * gigaflops / peak, "%", "at least 75");
        double two = MeasuredProcess.downhill(Workload.W5, "float32", 2);
        double eager = MeasuredProcess.pytorch(Workload.W5.network(), 2, "eager");
        figures.add("PyTorch eager against W5, two threads", eager / two, "times", goal(Workload.W5));
    }

    private static String goal(Workload workload) {
        double least =
                switch (workload) {
                    case W1 -> 2000;
                    case W2 -> 40;
                    case W2B -> 10;
                    case W3 -> 5;
                    case W4 -> 3;
                    case W5 -> 1.5;
                };
        return String.format(Locale.ROOT, "at least %,.4g", least).replaceAll("\\.?0+$", "");
    }
}
