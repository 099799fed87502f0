package dev.downhill.data.csv;

/**
 * The limits of a CSV text.
 *
 * @param rows the greatest number of rows below the header
 * @param columns the greatest number of columns
 * @param values the greatest number of fields in all rows together
 */
public record CsvBounds(int rows, int columns, long values) {
    /** The greatest number of characters in a field. */
    public static final int FIELD = 10_000;

    /** The greatest number of columns where no other is set. */
    public static final int COLUMNS = 10_000;
}
