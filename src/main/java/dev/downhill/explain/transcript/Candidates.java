package dev.downhill.explain.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The possible readings of printed numbers, by their name.
 *
 * @param readings the readings, the likeliest first; empty if the name has no meaning
 * @param known whether the name belongs to a number of the run
 * @param certain whether the name excludes every other meaning. If so, numbers that fit no reading are wrong; otherwise
 *     they are not checked
 * @param reason why numbers that fit no reading are not checked
 */
record Candidates(List<Reading> readings, boolean known, boolean certain, String reason) {
    Candidates {
        readings = List.copyOf(readings);
    }

    static Candidates certain(List<? extends Reading> readings) {
        return new Candidates(List.copyOf(readings), true, true, "");
    }

    static Candidates uncertain(List<? extends Reading> readings, String reason) {
        return new Candidates(List.copyOf(readings), true, false, reason);
    }

    static Candidates none(String reason) {
        return new Candidates(List.of(), false, false, reason);
    }

    /** Returns the candidates for numbers whose name has no meaning. */
    static Candidates unknown(List<? extends Reading> readings, String reason) {
        return new Candidates(List.copyOf(readings), false, false, reason);
    }

    /** Returns the same candidates, but uncertain, because the name may mean something else. */
    Candidates unsure(String why) {
        return readings.isEmpty() ? this : new Candidates(readings, known, false, why);
    }

    /** Returns these readings, followed by the readings of another meaning of the name. */
    Candidates or(Candidates other) {
        List<Reading> both = new ArrayList<>(readings);
        both.addAll(other.readings);
        return new Candidates(both, true, certain && other.certain, certain ? other.reason : reason);
    }

    /** Returns only the readings that pass a filter. */
    Candidates only(Predicate<Reading> filter) {
        return new Candidates(readings.stream().filter(filter).toList(), known, certain, reason);
    }
}
