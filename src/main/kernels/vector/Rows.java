package dev.downhill.engine.kernel.@dtype@.vector;

import dev.downhill.engine.kernel.Interrupts;
import java.util.Arrays;
import jdk.incubator.vector.@Real@Vector;
import jdk.incubator.vector.VectorSpecies;

/** Loops over the rows of a matrix, as in {@code scalar.Rows}; several elements of a row are computed at once. */
public final class Rows {
    private static final VectorSpecies<@Boxed@> SPECIES = @Real@Vector.SPECIES_PREFERRED;

    private Rows() {}

    /** Writes the softmax of each row. */
    public static void softmax(@real@[] x, @real@[] out, int size, int columns) {
        dev.downhill.engine.kernel.@dtype@.scalar.Rows.subtractGreatest(x, out, size, columns);
        Functions.exp(out, out, size);
        dev.downhill.engine.kernel.@dtype@.scalar.Rows.divideBySums(x, out, size, columns);
    }

    /** Writes the logarithm of the softmax of each row. */
    public static void logSoftmax(@real@[] x, @real@[] out, int size, int columns) {
        dev.downhill.engine.kernel.@dtype@.scalar.Rows.subtractGreatest(x, out, size, columns);
        Functions.exp(out, out, size);
        dev.downhill.engine.kernel.@dtype@.scalar.Rows.subtractLogSums(x, out, size, columns);
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
