package dev.downhill.engine.kernel.@dtype@.scalar;

import dev.downhill.engine.kernel.Interrupts;
import java.util.Arrays;

/** Loops over the rows of a matrix: softmax, and elements or rows that are picked by number. */
public final class Rows {
    private Rows() {}

    /** Writes the softmax of each row. */
    public static void softmax(@real@[] x, @real@[] out, int size, int columns) {
        subtractGreatest(x, out, size, columns);
        Functions.exp(out, out, size);
        divideBySums(x, out, size, columns);
    }

    /** Writes the logarithm of the softmax of each row. */
    public static void logSoftmax(@real@[] x, @real@[] out, int size, int columns) {
        subtractGreatest(x, out, size, columns);
        Functions.exp(out, out, size);
        subtractLogSums(x, out, size, columns);
    }

    /** Writes x - m, where m is the greatest of a row, so that no exponential overflows. */
    private static void subtractGreatest(@real@[] x, @real@[] out, int size, int columns) {
        for (int row = 0; row < size; ) {
            for (int end = Interrupts.until(row, size, grain(columns)); row < end; row += columns) {
                @real@ greatest = x[greatest(x, row, columns)];
                for (int i = row; i < row + columns; i++) {
                    out[i] = x[i] - greatest;
                }
            }
        }
    }

    /** Divides the exponentials that {@code out} holds by the sum of their row. */
    private static void divideBySums(@real@[] x, @real@[] out, int size, int columns) {
        for (int row = 0; row < size; ) {
            for (int end = Interrupts.until(row, size, grain(columns)); row < end; row += columns) {
                double share = 1 / (1 + sumOfOthers(out, greatest(x, row, columns), row, columns));
                for (int i = row; i < row + columns; i++) {
                    out[i] = (@real@) (out[i] * share);
                }
            }
        }
    }

    /** Writes x - m - log(sum of exp(x - m)); {@code out} holds the exponentials before. */
    private static void subtractLogSums(@real@[] x, @real@[] out, int size, int columns) {
        for (int row = 0; row < size; ) {
            for (int end = Interrupts.until(row, size, grain(columns)); row < end; row += columns) {
                int at = greatest(x, row, columns);
                double greatest = x[at];
                double logSum = Math.log1p(sumOfOthers(out, at, row, columns));
                for (int i = row; i < row + columns; i++) {
                    out[i] = (@real@) (x[i] - greatest - logSum);
                }
            }
        }
    }

    /** Returns the elements of whole rows between two checks. */
    private static int grain(int columns) {
        return Interrupts.rows(columns) * columns;
    }

    /** Returns the sum of a row's exponentials without the greatest, which is 1: small ones are not lost beside it. */
    public static double sumOfOthers(@real@[] exponentials, int greatest, int row, int columns) {
        double sum = 0;
        for (int i = row; i < greatest; i++) {
            sum += exponentials[i];
        }
        for (int i = greatest + 1; i < row + columns; i++) {
            sum += exponentials[i];
        }
        return sum;
    }

    /** Returns where the first NaN of a row is, else the first of its greatest numbers. */
    public static int greatest(@real@[] x, int row, int columns) {
        int at = row;
        for (int i = row + 1; i < row + columns; i++) {
            if (x[i] > x[at] || x[i] != x[i] && x[at] == x[at]) {
                at = i;
            }
        }
        return at;
    }

    /** Writes from each row the element that {@code indices} numbers. */
    public static void gather(@real@[] rows, @real@[] indices, @real@[] out, int count, int columns) {
        for (int i = 0; i < count; ) {
            for (int end = Interrupts.until(i, count, Interrupts.rows(1)); i < end; i++) {
                out[i] = rows[i * columns + (int) indices[i]];
            }
        }
    }

    /** Writes rows of zeros with one element each. */
    public static void scatter(@real@[] elements, @real@[] indices, @real@[] out, int count, int columns) {
        Arrays.fill(out, 0);
        for (int i = 0; i < count; ) {
            for (int end = Interrupts.until(i, count, Interrupts.rows(1)); i < end; i++) {
                out[i * columns + (int) indices[i]] = elements[i];
            }
        }
    }

    /** Writes the rows of a table that {@code indices} numbers. */
    public static void indexSelect(@real@[] table, @real@[] indices, @real@[] out, int count, int width) {
        for (int i = 0; i < count; ) {
            for (int end = Interrupts.until(i, count, Interrupts.rows(width)); i < end; i++) {
                System.arraycopy(table, (int) indices[i] * width, out, i * width, width);
            }
        }
    }

    /** Adds rows up in a table, where {@code indices} numbers its rows. */
    public static void indexAdd(@real@[] rows, @real@[] indices, @real@[] out, int count, int width) {
        Arrays.fill(out, 0);
        for (int i = 0; i < count; ) {
            for (int end = Interrupts.until(i, count, Interrupts.rows(width)); i < end; i++) {
                int to = (int) indices[i] * width;
                for (int j = 0; j < width; j++) {
                    out[to + j] += rows[i * width + j];
                }
            }
        }
    }

    /** Writes the sum of so many rows, which are added one after the other. */
    public static void sumRows(@real@[] x, @real@[] out, int count, int width) {
        Arrays.fill(out, 0, width, 0);
        for (int i = 0; i < count; ) {
            for (int end = Interrupts.until(i, count, Interrupts.rows(width)); i < end; i++) {
                for (int j = 0; j < width; j++) {
                    out[j] += x[i * width + j];
                }
            }
        }
    }

    /** Writes from each row the elements that its {@code each} indices number; {@code count} indices in all. */
    public static void take(@real@[] rows, @real@[] indices, @real@[] out, int count, int each, int columns) {
        int grain = Interrupts.rows(each);
        for (int i = 0, row = 0; i < count; ) {
            for (int end = Interrupts.until(i / each, count / each, grain) * each; i < end; row += columns) {
                for (int last = i + each; i < last; i++) {
                    out[i] = rows[row + (int) indices[i]];
                }
            }
        }
    }

    /** Adds each element to the place of its index in a row of zeros, {@code each} of them to a row. */
    public static void put(@real@[] elements, @real@[] indices, @real@[] out, int count, int each, int columns) {
        Arrays.fill(out, 0);
        int grain = Interrupts.rows(each);
        for (int i = 0, row = 0; i < count; ) {
            for (int end = Interrupts.until(i / each, count / each, grain) * each; i < end; row += columns) {
                for (int last = i + each; i < last; i++) {
                    out[row + (int) indices[i]] += elements[i];
                }
            }
        }
    }
}
