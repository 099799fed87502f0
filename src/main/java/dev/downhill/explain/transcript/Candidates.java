package dev.downhill.explain.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The possible readings of printed numbers, by their name.
 *
 * @param readings the likeliest first; none if the name has no meaning
 * @param known whether the name is one of a number of the run
 * @param certain whether the name excludes everything else: then numbers that fit no reading are wrong, otherwise they
 *     are not checked
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

    /** Returns the same where the name may be another's. */
    Candidates unsure(String why) {
        return readings.isEmpty() ? this : new Candidates(readings, known, false, why);
    }

    /** Returns these readings and then those of another meaning of the name. */
    Candidates or(Candidates other) {
        List<Reading> both = new ArrayList<>(readings);
        both.addAll(other.readings);
        return new Candidates(both, true, certain && other.certain, certain ? other.reason : reason);
    }

    /** Returns those of its readings that a filter leaves. */
    Candidates only(Predicate<Reading> filter) {
        return new Candidates(readings.stream().filter(filter).toList(), known, certain, reason);
    }
}
