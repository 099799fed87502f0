package dev.downhill.bench.attack;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** How many answers there were of each kind: a status, or a word where there was no answer. */
final class Tally {
    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();

    void add(String kind) {
        counts.computeIfAbsent(kind, unused -> new LongAdder()).increment();
    }

    /** Returns how many there were of the kinds that begin with a status. */
    long count(int status) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(Integer.toString(status)))
                .mapToLong(entry -> entry.getValue().sum())
                .sum();
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    @Override
    public String toString() {
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " x " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
