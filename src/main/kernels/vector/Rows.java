package dev.downhill.engine.kernel.@dtype@.vector;

import dev.downhill.engine.kernel.Interrupts;
import java.util.Arrays;
import jdk.incubator.vector.@Real@Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Loops over the rows of a matrix, as in {@code scalar.Rows}; several elements of a row are computed at once. */
public final class Rows {
    private static final VectorSpecies<@Boxed@> SPECIES = @Real@Vector.SPECIES_PREFERRED;

    /** Rows whose exponentials are added up at once. */
    private static final int TOGETHER = 4;

    private Rows() {}

    /** Writes the softmax of each row. */
    public static void softmax(@real@[] x, @real@[] out, int size, int columns) {
        subtractGreatest(x, out, size, columns);
        Functions.exp(out, out, size);
        double[] sums = new double[TOGETHER];
        for (int row = 0; row < size; ) {
            for (int end = Interrupts.until(row, size, grain(columns)); row < end; ) {
                int rows = sumOthers(x, out, row, size, columns, sums);
                for (int i = 0; i < rows; i++, row += columns) {
                    scale(out, row, columns, 1 / (1 + sums[i]));
                }
            }
        }
    }

    /** Writes the logarithm of the softmax of each row. */
    public static void logSoftmax(@real@[] x, @real@[] out, int size, int columns) {
        subtractGreatest(x, out, size, columns);
        Functions.exp(out, out, size);
        double[] sums = new double[TOGETHER];
        for (int row = 0; row < size; ) {
            for (int end = Interrupts.until(row, size, grain(columns)); row < end; ) {
                int rows = sumOthers(x, out, row, size, columns, sums);
                for (int i = 0; i < rows; i++, row += columns) {
                    subtract(x, x[greatest(x, out, row, columns)], Math.log1p(sums[i]), out, row, columns);
                }
            }
        }
    }

    /** Returns the elements of whole rows between two checks. */
    private static int grain(int columns) {
        return Interrupts.rows(columns) * columns;
    }

    /** Writes x - m, where m is the greatest of a row, so that no exponential overflows. */
    private static void subtractGreatest(@real@[] x, @real@[] out, int size, int columns) {
        int bound = SPECIES.loopBound(columns);
        for (int row = 0; row < size; ) {
            for (int end = Interrupts.until(row, size, grain(columns)); row < end; row += columns) {
                @real@ m = bound == 0 ? @Real@.NEGATIVE_INFINITY : greatestOfVectors(x, row, bound);
                for (int i = row + bound; i < row + columns; i++) {
                    m = Math.max(m, x[i]);
                }
                for (int i = row; i < row + bound; i += SPECIES.length()) {
                    @Real@Vector.fromArray(SPECIES, x, i).sub(m).intoArray(out, i);
                }
                for (int i = row + bound; i < row + columns; i++) {
                    out[i] = x[i] - m;
                }
            }
        }
    }

    private static @real@ greatestOfVectors(@real@[] x, int row, int bound) {
        @Real@Vector greatest = @Real@Vector.fromArray(SPECIES, x, row);
        for (int i = row + SPECIES.length(); i < row + bound; i += SPECIES.length()) {
            greatest = greatest.max(@Real@Vector.fromArray(SPECIES, x, i));
        }
        return greatest.reduceLanes(VectorOperators.MAX);
    }

    /**
     * Writes the sums of up to four rows of exponentials, each without its greatest, which is 1, and in the order of the row. The four
     * sums take the processor as long as one. Returns how many rows there were.
     */
    private static int sumOthers(
            @real@[] x, @real@[] exponentials, int row, int size, int columns, double[] sums) {
        if (row + TOGETHER * columns > size) {
            sums[0] = dev.downhill.engine.kernel.@dtype@.scalar.Rows.sumOfOthers(
                    exponentials, greatest(x, exponentials, row, columns), row, columns);
            return 1;
        }
        int second = row + columns;
        int third = second + columns;
        int fourth = third + columns;
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int ofA = greatest(x, exponentials, row, columns);
        int ofB = greatest(x, exponentials, second, columns) - columns;
        int ofC = greatest(x, exponentials, third, columns) - 2 * columns;
        int ofD = greatest(x, exponentials, fourth, columns) - 3 * columns;
        for (int i = row; i < second; i++) {
            a += i == ofA ? 0 : exponentials[i];
            b += i == ofB ? 0 : exponentials[i + columns];
            c += i == ofC ? 0 : exponentials[i + 2 * columns];
            d += i == ofD ? 0 : exponentials[i + 3 * columns];
        }
        sums[0] = a;
        sums[1] = b;
        sums[2] = c;
        sums[3] = d;
        return TOGETHER;
    }

    /** Returns where the first of the greatest numbers of a row is: one of those whose exponential is 1, of which there is mostly one. */
    private static int greatest(@real@[] x, @real@[] exponentials, int row, int columns) {
        int at = row;
        int found = 0;
        int i = row;
        for (int end = row + SPECIES.loopBound(columns); i < end; i += SPECIES.length()) {
            var ones = @Real@Vector.fromArray(SPECIES, exponentials, i).eq(1);
            if (ones.anyTrue()) {
                at = i + ones.firstTrue();
                found += ones.trueCount();
            }
        }
        for (; i < row + columns; i++) {
            if (exponentials[i] == 1) {
                at = i;
                found++;
            }
        }
        return found == 1 ? at : dev.downhill.engine.kernel.@dtype@.scalar.Rows.greatest(x, row, columns);
    }

    /** Multiplies a row by its share. */
    private static void scale(@real@[] out, int row, int columns, double share) {
        for (int i = row; i < row + columns; i++) {
            out[i] = (@real@) (out[i] * share);
        }
    }

    /** Writes x - m - log(sum of exp(x - m)) of a row. */
    private static void subtract(@real@[] x, double greatest, double logSum, @real@[] out, int row, int columns) {
        for (int i = row; i < row + columns; i++) {
            out[i] = (@real@) (x[i] - greatest - logSum);
        }
    }

    /**
     * Adds rows up in a table, where {@code indices} numbers its rows. The JIT does not know that two parts of arrays are apart, so
     * it adds one element at a time.
     */
    public static void indexAdd(@real@[] rows, @real@[] indices, @real@[] out, int count, int width) {
        Arrays.fill(out, 0);
        int bound = SPECIES.loopBound(width);
        for (int i = 0; i < count; ) {
            for (int end = Interrupts.until(i, count, Interrupts.rows(width)); i < end; i++) {
                int to = (int) indices[i] * width;
                int from = i * width;
                int j = 0;
                for (; j < bound; j += SPECIES.length()) {
                    @Real@Vector.fromArray(SPECIES, out, to + j)
                            .add(@Real@Vector.fromArray(SPECIES, rows, from + j))
                            .intoArray(out, to + j);
                }
                for (; j < width; j++) {
                    out[to + j] += rows[from + j];
                }
            }
        }
    }

    /** Writes the sum of so many rows, which are added one after the other. */
    public static void sumRows(@real@[] x, @real@[] out, int count, int width) {
        int j = 0;
        for (int bound = width - 4 * SPECIES.length(); j <= bound; j += 4 * SPECIES.length()) {
            sumColumns(x, out, count, width, j);
        }
        for (; j + SPECIES.length() <= width; j += SPECIES.length()) {
            sumColumn(x, out, count, width, j);
        }
        for (; j < width; j++) {
            @real@ sum = 0;
            for (int i = 0, at = j; i < count; i++, at += width) {
                sum += x[at];
            }
            out[j] = sum;
        }
    }

    /** Four vectors of columns. */
    private static void sumColumns(@real@[] x, @real@[] out, int count, int width, int column) {
        @Real@Vector a = @Real@Vector.zero(SPECIES);
        @Real@Vector b = @Real@Vector.zero(SPECIES);
        @Real@Vector c = @Real@Vector.zero(SPECIES);
        @Real@Vector d = @Real@Vector.zero(SPECIES);
        for (int i = 0, at = column; i < count; ) {
            for (int end = Interrupts.until(i, count, Interrupts.rows(4 * SPECIES.length())); i < end; i++, at += width) {
                a = a.add(@Real@Vector.fromArray(SPECIES, x, at));
                b = b.add(@Real@Vector.fromArray(SPECIES, x, at + SPECIES.length()));
                c = c.add(@Real@Vector.fromArray(SPECIES, x, at + 2 * SPECIES.length()));
                d = d.add(@Real@Vector.fromArray(SPECIES, x, at + 3 * SPECIES.length()));
            }
        }
        a.intoArray(out, column);
        b.intoArray(out, column + SPECIES.length());
        c.intoArray(out, column + 2 * SPECIES.length());
        d.intoArray(out, column + 3 * SPECIES.length());
    }

    private static void sumColumn(@real@[] x, @real@[] out, int count, int width, int column) {
        @Real@Vector sum = @Real@Vector.zero(SPECIES);
        for (int i = 0, at = column; i < count; ) {
            for (int end = Interrupts.until(i, count, Interrupts.rows(SPECIES.length())); i < end; i++, at += width) {
                sum = sum.add(@Real@Vector.fromArray(SPECIES, x, at));
            }
        }
        sum.intoArray(out, column);
    }
}
