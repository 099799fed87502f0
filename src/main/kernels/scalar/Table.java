package dev.downhill.engine.kernel.@dtype@.scalar;

/** Rows that are taken from a table of doubles. */
public final class Table {
    private Table() {}

    /**
     * Writes the rows that {@code order} numbers, from {@code first} on, one below the other.
     *
     * @param table row-major, with rows of {@code width} numbers
     * @param first where in {@code order} the first number is
     * @param count how many rows
     */
    public static void rows(double[] table, int[] order, int first, @real@[] out, int count, int width) {
        for (int row = 0; row < count; row++) {
            int from = order[first + row] * width;
            int to = row * width;
            for (int i = 0; i < width; i++) {
                out[to + i] = (@real@) table[from + i];
            }
        }
    }
}
