package dev.downhill.data;

import org.jspecify.annotations.Nullable;

/**
 * The origin of rows, for messages.
 *
 * @param unit the unit of the numbers: {@code line} of a CSV text from 1, or {@code row} of the data from 0
 * @param numbers one for each row; not copied
 * @param firstWord the first cell of the target that is a word, if words of a CSV text name classes
 */
public record Origin(String unit, int[] numbers, @Nullable Cell firstWord) {
    /** Returns the origin of some of the rows. */
    Origin select(int[] rows) {
        int[] selected = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = numbers[rows[i]];
        }
        return new Origin(unit, selected, firstWord);
    }

    /** Returns the number of a row among all rows of the data, from 0; null if the origin numbers lines. */
    public @Nullable Integer row(int row) {
        return unit.equals("row") ? numbers[row] : null;
    }

    /** Returns {@code line 3} or {@code row 3}. */
    String place(int row) {
        return unit + " " + numbers[row];
    }
}
