package dev.downhill.specification.fault;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** A known name that somebody may have meant who wrote another one. */
public final class Suggestion {
    private static final int MOST_COMPARED = 100;
    private static final int MOST_LETTERS = 2;

    /** The letters to add, drop or change between two names; -1 for more than {@link #MOST_LETTERS}. */
    private static final LevenshteinDistance DISTANCE = new LevenshteinDistance(MOST_LETTERS);

    private Suggestion() {}

    /**
     * Returns the known name that is nearest to another one: at most two letters differ, one in a name of three letters,
     * and in a name of up to two only their case; or the name of one letter that was pressed twice.
     */
    public static Optional<String> nearest(String name, Collection<String> known) {
        int most = name.length() <= 2 ? 0 : name.length() == 3 ? 1 : MOST_LETTERS;
        return known.stream()
                .limit(MOST_COMPARED)
                .filter(other -> distance(name, other) >= 0 && distance(name, other) <= most
                        || name.equals(other + other) && other.length() == 1)
                .min(Comparator.comparingInt(other -> distance(name, other)));
    }

    private static int distance(String name, String other) {
        return DISTANCE.apply(other.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
    }

    /** Returns the end of a message that asks whether the nearest name is meant; empty if none is near. */
    public static String question(String name, Collection<String> known) {
        return nearest(name, known)
                .map(meant -> "; did you mean '" + meant + "'?")
                .orElse("");
    }
}
