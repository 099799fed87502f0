package dev.downhill.explain.mistake;

import dev.downhill.explain.transcript.Support;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A mistake, or two together, with which a program prints the lines.
 *
 * @param changes what the program does otherwise: one change, or two
 * @param support the digits that speak for it
 * @param equal other mistakes with which it prints the same numbers
 */
public record FoundMistake(List<Change> changes, Support support, List<List<Change>> equal) {
    /** Keeps copies of the lists. */
    public FoundMistake {
        changes = List.copyOf(changes);
        equal = equal.stream().map(List::copyOf).toList();
    }

    /**
     * Something that a program does otherwise than its specification says.
     *
     * @param kind a name for programs, such as {@code zeroGradForgotten}
     * @param sentence the same as a plain sentence
     */
    public record Change(String kind, String sentence) {}

    /** Returns the mistake in plain sentences. */
    public String sentence() {
        return sentence(changes);
    }

    /** Returns changes in plain sentences. */
    static String sentence(List<Change> changes) {
        return changes.stream().map(Change::sentence).collect(Collectors.joining(" "));
    }
}
