package dev.downhill.bench;

import dev.downhill.bench.door.Door;
import java.util.Locale;
import java.util.Set;

/**
 * Measures in one run whatever its arguments name, or everything: {@code workloads}, {@code layers}, {@code regions}, {@code growth} and {@code door}.
 * Prints one table, and writes it as JSON.
 */
public final class Everything {
    private Everything() {}

    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        Set<String> chosen =
                arguments.length == 0 ? Set.of("workloads", "layers", "regions", "growth", "door") : Set.of(arguments);
        var figures = new Figures();
        Figures.head();
        if (chosen.contains("workloads")) {
            Workloads.measure(figures);
        }
        if (chosen.contains("layers")) {
            LayerWorkload.measure(figures);
        }
        if (chosen.contains("regions")) {
            Regions.measure(figures);
        }
        if (chosen.contains("growth")) {
            Growth.measure(figures);
        }
        if (chosen.contains("door")) {
            Door.measure(figures);
        }
        System.out.println("\nwritten to " + figures.write(arguments.length == 0 ? "run" : String.join("-", arguments)));
    }
}
