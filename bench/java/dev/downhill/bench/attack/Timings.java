package dev.downhill.bench.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** How long requests took, by what they asked for. */
final class Timings {
    private final Map<String, List<Double>> seconds = new ConcurrentSkipListMap<>();

    void add(String kind, double taken) {
        seconds.computeIfAbsent(kind, unused -> new ArrayList<>());
        List<Double> known = seconds.get(kind);
        synchronized (known) {
            known.add(taken);
        }
    }

    /** Prints a row for each kind: how many, the median, the 99th percentile and the longest. */
    void print() {
        System.out.println("| request | answered | median | 99th percentile | longest |");
        System.out.println("|---|---|---|---|---|");
        seconds.forEach((kind, all) -> {
            double[] sorted =
                    all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            System.out.printf(
                    "| %s | %d | %.0f ms | %.0f ms | %.0f ms |%n",
                    kind,
                    sorted.length,
                    1000 * sorted[sorted.length / 2],
                    1000 * sorted[sorted.length * 99 / 100],
                    1000 * sorted[sorted.length - 1]);
        });
    }
}
