package dev.downhill.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A column of words, each kept once. */
final class Words {
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final IntStream.Builder rows = IntStream.builder();

    void add(String word) {
        rows.add(numbers.computeIfAbsent(word, unseen -> numbers.size()));
    }

    int distinct() {
        return numbers.size();
    }

    /** Returns the words in alphabetical order. */
    List<String> sorted() {
        return List.copyOf(new TreeSet<>(numbers.keySet()));
    }

    /** Returns each row's place among {@link #sorted()}. */
    int[] places() {
        List<String> sorted = sorted();
        int[] place = new int[sorted.size()];
        for (int i = 0; i < place.length; i++) {
            place[numbers.getOrDefault(sorted.get(i), 0)] = i;
        }
        return rows.build().map(number -> place[number]).toArray();
    }
}
