package dev.downhill.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A text as rows: some characters in a row, and the one that follows. */
public final class NextCharacter {
    private NextCharacter() {}

    /**
     * Returns one row for every character that has enough others before it; characters are numbered by code point.
     *
     * @throws DataException if the text is not longer than the context
     */
    public static Dataset of(String text, int context) {
        List<String> characters =
                text.codePoints().mapToObj(Character::toString).toList();
        int rows = characters.size() - context;
        if (rows < 1) {
            throw new DataException("the text has " + characters.size() + " characters; with a context of " + context
                    + " at least " + (context + 1) + " are needed");
        }
        Map<String, Integer> numbers = new LinkedHashMap<>();
        new TreeSet<>(characters).forEach(character -> numbers.put(character, numbers.size()));
        double[] sequence = characters.stream()
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
        List<String> names = List.copyOf(numbers.keySet());
        return new Dataset(
                List.of(new Column("x", context, x)),
                Column.ofNumbers("y", y),
                names,
                new Vocabulary(names, context, opening));
    }
}
