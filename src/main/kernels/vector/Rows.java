package dev.downhill.engine.kernel.@dtype@.vector;

/** Softmax of the rows of a matrix; the exponentials of all rows are computed together. */
public final class Rows {
    private Rows() {}

    /** Writes the softmax of each row. */
    public static void softmax(@real@[] x, @real@[] out, int size, int columns) {
        exponentials(x, out, size, columns);
        for (int row = 0; row < size; row += columns) {
            double share = 1 / sum(out, row, columns);
            for (int i = row; i < row + columns; i++) {
                out[i] = (@real@) (out[i] * share);
            }
        }
    }

    /** Writes the logarithm of the softmax of each row. */
    public static void logSoftmax(@real@[] x, @real@[] out, int size, int columns) {
        exponentials(x, out, size, columns);
        for (int row = 0; row < size; row += columns) {
            double shift = greatest(x, row, columns) + Math.log(sum(out, row, columns));
            for (int i = row; i < row + columns; i++) {
                out[i] = (@real@) (x[i] - shift);
            }
        }
    }

    /** Writes exp(x - m), where m is the greatest of a row, so that no exponential overflows. */
    private static void exponentials(@real@[] x, @real@[] out, int size, int columns) {
        for (int row = 0; row < size; row += columns) {
            @real@ greatest = greatest(x, row, columns);
            for (int i = row; i < row + columns; i++) {
                out[i] = x[i] - greatest;
            }
        }
        Functions.exp(out, out, size);
    }

    private static double sum(@real@[] numbers, int from, int count) {
        double total = 0;
        for (int i = from; i < from + count; i++) {
            total += numbers[i];
        }
        return total;
    }

    private static @real@ greatest(@real@[] x, int row, int columns) {
        @real@ greatest = x[row];
        for (int i = row + 1; i < row + columns; i++) {
            greatest = Math.max(greatest, x[i]);
        }
        return greatest;
    }
}
