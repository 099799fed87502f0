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

    /** The characters of a context after which the next one is to be predicted. */
    public enum Predict {
        /** The last: a row has one target. */
        LAST,
        /** Every one: a row has a target for each of its characters. */
        EVERY
    }

    /**
     * Returns one row for every character with enough characters before it; characters are numbered in code point order.
     *
     * @param predict which characters have a target: for the last one the targets are a vector of n, for every one a matrix of
     *     n x context
     * @param allowance the bytes that the rows may take
     * @throws DataException if the text is not longer than the context
     */
    public static Dataset of(String text, int context, Predict predict, ReadingAllowance allowance) {
        allowance.take((long) BYTES_OF_A_CHARACTER * text.length());
        int[] characters = text.codePoints().toArray();
        int rows = characters.length - context;
        if (rows < 1) {
            throw new DataException("the text has " + characters.length + " characters; with a context of " + context
                    + " at least " + (context + 1) + " are needed");
        }
        allowance.take(((long) rows * context + (long) rows * (predict == Predict.EVERY ? context : 1)) * Double.BYTES);
        Map<Integer, Integer> numbers = numbers(characters);
        double[] sequence = IntStream.of(characters)
                .mapToDouble(character -> numbers.getOrDefault(character, 0))
                .toArray();
        double[] x = new double[rows * context];
        int targets = predict == Predict.EVERY ? context : 1;
        double[] y = new double[rows * targets];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(sequence, row, x, row * context, context);
            System.arraycopy(sequence, row + context - targets + 1, y, row * targets, targets);
        }
        List<Integer> opening = new ArrayList<>();
        for (int i = 0; i < context; i++) {
            opening.add((int) sequence[i]);
        }
        List<String> names = numbers.keySet().stream().map(Character::toString).toList();
        return new Dataset(
                List.of(new Column("x", context, x)),
                new Column("y", predict == Predict.EVERY ? context : 0, y),
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
