package dev.downhill.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Turns a text into rows: a few consecutive characters, and the character that follows. */
public final class NextCharacter {
    /** A code point while they are counted, its place among the distinct ones, and its number. */
    private static final int BYTES_OF_A_CHARACTER = 32;

    private NextCharacter() {}

    /**
     * Returns one row for every character with enough characters before it; characters are numbered in code point order.
     *
     * @param allowance the bytes that the rows may take
     * @throws DataException if the text is not longer than the context
     */
    public static Dataset of(String text, int context, ReadingAllowance allowance) {
        allowance.take((long) BYTES_OF_A_CHARACTER * text.length());
        int[] characters = text.codePoints().toArray();
        int rows = characters.length - context;
        if (rows < 1) {
            throw new DataException("the text has " + characters.length + " characters; with a context of " + context
                    + " at least " + (context + 1) + " are needed");
        }
        allowance.take(((long) rows * context + rows) * Double.BYTES);
        Map<Integer, Integer> numbers = numbers(characters);
        double[] sequence = IntStream.of(characters)
                .mapToDouble(character -> numbers.getOrDefault(character, 0))
                .toArray();
        double[] x = new double[rows * context];
        double[] y = new double[rows];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(sequence, row, x, row * context, context);
            y[row] = sequence[row + context];
        }
        List<Integer> opening = new ArrayList<>();
        for (int i = 0; i < context; i++) {
            opening.add((int) sequence[i]);
        }
        List<String> names = numbers.keySet().stream().map(Character::toString).toList();
        return new Dataset(
                List.of(new Column("x", context, x)),
                Column.ofNumbers("y", y),
                names,
                new Vocabulary(names, context, opening));
    }

    /** Returns the characters in the order of their texts, each with its place. */
    private static Map<Integer, Integer> numbers(int[] characters) {
        Map<Integer, Integer> numbers = new LinkedHashMap<>();
        IntStream.of(characters)
                .distinct()
                .boxed()
                .sorted(Comparator.comparing((Integer character) -> Character.toString(character)))
                .forEach(character -> numbers.put(character, numbers.size()));
        return numbers;
    }
}
