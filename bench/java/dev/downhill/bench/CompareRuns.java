package dev.downhill.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Prints two files of {@link Figures} side by side: {@code bench/compare OLD NEW}. */
public final class CompareRuns {
    private CompareRuns() {}

    public static void main(String[] files) throws IOException {
        Map<String, Figures.Figure> before = Figures.read(Path.of(files[0]));
        Map<String, Figures.Figure> after = Figures.read(Path.of(files[1]));
        System.out.println("| what | old | new | new / old | goal |\n|---|---|---|---|---|");
        after.forEach((name, figure) -> {
            Figures.Figure old = before.get(name);
            System.out.printf(
                    "| %s | %s | %s %s | %s | %s |%n",
                    name,
                    old == null ? "-" : Figures.text(old.value()),
                    Figures.text(figure.value()),
                    figure.unit(),
                    old == null ? "-" : Figures.text(figure.value() / old.value()),
                    figure.goal());
        });
        before.forEach((name, figure) -> {
            if (!after.containsKey(name)) {
                System.out.printf("| %s | %s | - | - | |%n", name, Figures.text(figure.value()));
            }
        });
    }
}
