package dev.downhill.explain.transcript;

import java.util.List;
import java.util.function.Predicate;

/**
 * What printed numbers can be by their name.
 *
 * @param readings the likeliest first; none where the name says nothing
 * @param known whether the name is one of a number of the run
 * @param certain whether the name leaves nothing else: numbers that fit no reading are wrong. Else they are not checked
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

    /** What numbers can be whose name says nothing. */
    static Candidates unknown(List<? extends Reading> readings, String reason) {
        return new Candidates(List.copyOf(readings), false, false, reason);
    }

    /** Returns those of its readings that a filter leaves. */
    Candidates only(Predicate<Reading> filter) {
        return new Candidates(readings.stream().filter(filter).toList(), known, certain, reason);
    }
}
