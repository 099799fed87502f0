package dev.downhill.engine.kernel.@dtype@.scalar;

import java.util.Arrays;

/** Loops over the rows of a matrix: softmax, and elements or rows that are picked by number. */
public final class Rows {
    private Rows() {}

    /** Writes the softmax of each row. */
    public static void softmax(@real@[] x, @real@[] out, int size, int columns) {
        for (int row = 0; row < size; row += columns) {
            @real@ greatest = greatest(x, row, columns);
            double total = 0;
            for (int i = row; i < row + columns; i++) {
                out[i] = (@real@) Math.exp(x[i] - greatest);
                total += out[i];
            }
            for (int i = row; i < row + columns; i++) {
                out[i] = (@real@) (out[i] / total);
            }
        }
    }

    /** Writes the logarithm of the softmax of each row. */
    public static void logSoftmax(@real@[] x, @real@[] out, int size, int columns) {
        for (int row = 0; row < size; row += columns) {
            @real@ greatest = greatest(x, row, columns);
            double total = 0;
            for (int i = row; i < row + columns; i++) {
                total += Math.exp(x[i] - greatest);
            }
            double logTotal = Math.log(total);
            for (int i = row; i < row + columns; i++) {
                out[i] = (@real@) (x[i] - greatest - logTotal);
            }
        }
    }

    private static @real@ greatest(@real@[] x, int row, int columns) {
        @real@ greatest = x[row];
        for (int i = row + 1; i < row + columns; i++) {
            greatest = Math.max(greatest, x[i]);
        }
        return greatest;
    }

    /** Writes from each row the element that {@code indices} numbers. */
    public static void gather(@real@[] rows, @real@[] indices, @real@[] out, int count, int columns) {
        for (int i = 0; i < count; i++) {
            out[i] = rows[i * columns + (int) indices[i]];
        }
    }

    /** Writes rows of zeros with one element each. */
    public static void scatter(@real@[] elements, @real@[] indices, @real@[] out, int count, int columns) {
        Arrays.fill(out, 0);
        for (int i = 0; i < count; i++) {
            out[i * columns + (int) indices[i]] = elements[i];
        }
    }

    /** Writes the rows of a table that {@code indices} numbers. */
    public static void indexSelect(@real@[] table, @real@[] indices, @real@[] out, int count, int width) {
        for (int i = 0; i < count; i++) {
            System.arraycopy(table, (int) indices[i] * width, out, i * width, width);
        }
    }

    /** Adds rows up in a table, where {@code indices} numbers its rows. */
    public static void indexAdd(@real@[] rows, @real@[] indices, @real@[] out, int count, int width) {
        Arrays.fill(out, 0);
        for (int i = 0; i < count; i++) {
            int to = (int) indices[i] * width;
            for (int j = 0; j < width; j++) {
                out[to + j] += rows[i * width + j];
            }
        }
    }
}
