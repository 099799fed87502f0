package dev.downhill.data.csv;

import dev.downhill.data.ReadingAllowance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A column of words, each kept once. */
final class Words {
    /** The number of a row's word in the buffer, in an array, and its place among the words. */
    static final long BYTES_OF_A_ROW = 3L * Integer.BYTES;

    private static final int BYTES_OF_A_WORD = 128;

    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final IntStream.Builder rows = IntStream.builder();
    private final ReadingAllowance allowance;

    /** @param allowance the bytes that the words may take */
    Words(ReadingAllowance allowance) {
        this.allowance = allowance;
    }

    void add(String word) {
        rows.add(numbers.computeIfAbsent(word, this::next));
    }

    private int next(String word) {
        allowance.take(BYTES_OF_A_WORD + (long) Character.BYTES * word.length());
        return numbers.size();
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
