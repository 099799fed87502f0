package dev.downhill.data;

/**
 * A named column of numbers, one entry for each row.
 *
 * @param name how a model refers to it
 * @param width the numbers in a row's entry where it is a vector; 0 where it is one number
 * @param values the entries, row after row; not copied
 */
public record Column(String name, int width, double[] values) {
    /** Returns a column of single numbers. */
    public static Column ofNumbers(String name, double... values) {
        return new Column(name, 0, values);
    }

    /** Returns the number of rows. */
    public int rows() {
        return width == 0 ? values.length : values.length / width;
    }

    /** Returns the lengths along the dimensions of some rows of it: (rows) or (rows, width). */
    public int[] dims(int rows) {
        return width == 0 ? new int[] {rows} : new int[] {rows, width};
    }
}
