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

    /** Returns how many numbers a row has. */
    public int stride() {
        return Math.max(width, 1);
    }

    /** Returns the number of rows. */
    public int rows() {
        return values.length / stride();
    }

    /** Returns the lengths along the dimensions of some rows of it: (rows) or (rows, width). */
    public int[] dims(int rows) {
        return width == 0 ? new int[] {rows} : new int[] {rows, width};
    }

    /** Returns the rows of the given numbers, in that order. */
    public Column select(int[] rows) {
        int stride = stride();
        double[] selected = new double[rows.length * stride];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(values, rows[i] * stride, selected, i * stride, stride);
        }
        return new Column(name, width, selected);
    }
}
