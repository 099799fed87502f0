package dev.downhill.engine.kernel.@dtype@.vector;

import dev.downhill.engine.kernel.Interrupts;
import jdk.incubator.vector.@Real@Vector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of row-major matrices that are too small for packing to pay: eight rows by one or two vectors of columns at a time,
 * read where they stand; only a transposed B is turned.
 *
 * <p>What does not fill a block is computed by a block that reaches back over what is done already. A row that is shorter
 * than a vector is written with what follows it in the vector, and that is overwritten by the next row.
 */
final class SmallProduct {
    private static final VectorSpecies<@Boxed@> SPECIES = @Real@Vector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    static final int ROWS = 8;

    /** Processors have registers for eight rows by two vectors where a vector has 512 bits. */
    private static final boolean WIDE = SPECIES.vectorBitSize() == 512;

    /** A larger array is not kept for the next product: a thread holds a megabyte or two, whatever it multiplied. */
    private static final int MOST_KEPT = 1 << 17;

    /** Multiplications for one vector of columns that are worth a check for an interrupt. */
    private static final int LEAST_TO_CHECK = 4096;

    private static final int ROWS_TO_A_CHECK = 16 * ROWS;

    private static final ThreadLocal<Spare> SPARE = ThreadLocal.withInitial(Spare::new);

    private SmallProduct() {}

    /** A B that is turned, or has room behind its last row, and a block of the result that would reach over the end of its array. */
    private static final class Spare {
        private @real@[] b = new @real@[0];
        private @real@[] edge = new @real@[0];

        @real@[] b(int size) {
            if (size > MOST_KEPT) {
                return new @real@[size];
            }
            return b = b.length >= size ? b : new @real@[size];
        }

        @real@[] edge(int size) {
            if (size > MOST_KEPT) {
                return new @real@[size];
            }
            return edge = edge.length >= size ? edge : new @real@[size];
        }
    }

    /** As {@link Product#multiply}, of matrices that begin somewhere in their arrays. Writes nothing behind its result. */
    static void multiply(
            @real@[] a, int aAt, boolean aTransposed, @real@[] b, int bAt, boolean bTransposed, @real@[] out, int outAt,
            int rows, int inner, int columns) {
        multiply(a, aAt, aTransposed, rows, b, bAt, bTransposed, out, outAt, rows, inner, columns);
    }

    /** Multiplies some rows of A, of which there are {@code aRows}. */
    static void multiply(
            @real@[] a, int aAt, boolean aTransposed, int aRows, @real@[] b, int bAt, boolean bTransposed, @real@[] out, int outAt,
            int rows, int inner, int columns) {
        Spare spare = SPARE.get();
        @real@[] straight = b;
        int first = bAt;
        if (bTransposed || columns < LANES) {
            straight = spare.b(inner * columns + LANES);
            first = 0;
        }
        if (bTransposed) {
            turn(b, bAt, inner, columns, straight, 0, columns);
        } else if (columns < LANES) {
            System.arraycopy(b, bAt, straight, 0, inner * columns);
        }
        int outEnd = outAt + rows * columns;
        boolean checks = (long) rows * inner >= LEAST_TO_CHECK;
        int j = 0;
        if (WIDE && rows >= ROWS) {
            for (; j + 2 * LANES <= columns; j += 2 * LANES) {
                wideColumns(a, aAt, aTransposed, aRows, straight, first + j, out, outAt + j, rows, inner, columns, checks);
            }
        }
        for (; j < columns; j += LANES) {
            if (checks) {
                Interrupts.check();
            }
            int column = Math.max(0, Math.min(j, columns - LANES));
            for (int i = 0; i < rows; i += ROWS) {
                int row = Math.max(0, Math.min(i, rows - ROWS));
                int count = Math.min(ROWS, rows);
                int at = outAt + row * columns + column;
                boolean fits = at + (count - 1) * columns + LANES <= outEnd;
                @real@[] to = fits ? out : spare.edge(ROWS * columns + LANES);
                int toAt = fits ? at : 0;
                if (rows < ROWS) {
                    rows(a, aAt, aTransposed ? 1 : inner, aTransposed ? aRows : 1, straight, first + column, inner, to, toAt, columns, rows);
                } else if (aTransposed) {
                    blockOfTransposed(a, aAt + row, aRows, straight, first + column, inner, to, toAt, columns);
                } else {
                    block(a, aAt + row * inner, straight, first + column, inner, to, toAt, columns);
                }
                if (!fits) {
                    copyRows(to, out, at, count, columns, Math.min(columns, LANES));
                }
            }
        }
    }

    /** Writes two vectors of columns, of at least eight rows. */
    private static void wideColumns(
            @real@[] a, int aAt, boolean aTransposed, int aRows, @real@[] b, int bAt, @real@[] out, int outAt,
            int rows, int inner, int columns, boolean checks) {
        for (int i = 0; i < rows; i += ROWS) {
            if (checks && i % ROWS_TO_A_CHECK == 0) {
                Interrupts.check();
            }
            int row = Math.min(i, rows - ROWS);
            if (aTransposed) {
                wideBlockOfTransposed(a, aAt + row, aRows, b, bAt, inner, out, outAt + row * columns, columns);
            } else {
                wideBlock(a, aAt + row * inner, b, bAt, inner, out, outAt + row * columns, columns);
            }
        }
    }

    private static void copyRows(@real@[] from, @real@[] out, int at, int rows, int columns, int count) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(from, row * columns, out, at + row * columns, count);
        }
    }

    /**
     * Writes a matrix of {@code columns} rows and {@code inner} columns with its columns exchanged for rows, four of them at a time.
     *
     * @param step how far apart the rows of the result are
     */
    static void turn(@real@[] b, int bAt, int inner, int columns, @real@[] turned, int turnedAt, int step) {
        int k = 0;
        for (; k + 4 <= inner; k += 4) {
            int to = turnedAt + k * step;
            for (int j = 0, from = bAt + k; j < columns; j++, from += inner) {
                turned[to + j] = b[from];
                turned[to + step + j] = b[from + 1];
                turned[to + 2 * step + j] = b[from + 2];
                turned[to + 3 * step + j] = b[from + 3];
            }
        }
        for (; k < inner; k++) {
            for (int j = 0; j < columns; j++) {
                turned[turnedAt + k * step + j] = b[bAt + j * inner + k];
            }
        }
    }

    /** Fewer rows than a block has, one after the other. */
    private static void rows(
            @real@[] a, int aAt, int rowStep, int step, @real@[] b, int bAt, int inner, @real@[] out, int at, int columns, int rows) {
        for (int row = 0; row < rows; row++) {
            @Real@Vector sum = @Real@Vector.zero(SPECIES);
            int from = aAt + row * rowStep;
            for (int k = 0; k < inner; k++) {
                sum = @Real@Vector.broadcast(SPECIES, a[from + k * step])
                        .fma(@Real@Vector.fromArray(SPECIES, b, bAt + k * columns), sum);
            }
            sum.intoArray(out, at + row * columns);
        }
    }


    /** Eight rows of A, side by side. All in one method: a vector that is passed on may be boxed. */
    private static void block(
            @real@[] a, int aAt, @real@[] b, int bAt, int inner, @real@[] out, int at, int columns) {
        @Real@Vector c0 = @Real@Vector.zero(SPECIES);
        @Real@Vector c1 = @Real@Vector.zero(SPECIES);
        @Real@Vector c2 = @Real@Vector.zero(SPECIES);
        @Real@Vector c3 = @Real@Vector.zero(SPECIES);
        @Real@Vector c4 = @Real@Vector.zero(SPECIES);
        @Real@Vector c5 = @Real@Vector.zero(SPECIES);
        @Real@Vector c6 = @Real@Vector.zero(SPECIES);
        @Real@Vector c7 = @Real@Vector.zero(SPECIES);
        int a0 = aAt;
        int a1 = aAt + inner;
        int a2 = aAt + 2 * inner;
        int a3 = aAt + 3 * inner;
        int a4 = aAt + 4 * inner;
        int a5 = aAt + 5 * inner;
        int a6 = aAt + 6 * inner;
        int a7 = aAt + 7 * inner;
        for (int k = 0; k < inner; k++, bAt += columns) {
            @Real@Vector row = @Real@Vector.fromArray(SPECIES, b, bAt);
            c0 = @Real@Vector.broadcast(SPECIES, a[a0 + k]).fma(row, c0);
            c1 = @Real@Vector.broadcast(SPECIES, a[a1 + k]).fma(row, c1);
            c2 = @Real@Vector.broadcast(SPECIES, a[a2 + k]).fma(row, c2);
            c3 = @Real@Vector.broadcast(SPECIES, a[a3 + k]).fma(row, c3);
            c4 = @Real@Vector.broadcast(SPECIES, a[a4 + k]).fma(row, c4);
            c5 = @Real@Vector.broadcast(SPECIES, a[a5 + k]).fma(row, c5);
            c6 = @Real@Vector.broadcast(SPECIES, a[a6 + k]).fma(row, c6);
            c7 = @Real@Vector.broadcast(SPECIES, a[a7 + k]).fma(row, c7);
        }
        c0.intoArray(out, at);
        c1.intoArray(out, at + columns);
        c2.intoArray(out, at + 2 * columns);
        c3.intoArray(out, at + 3 * columns);
        c4.intoArray(out, at + 4 * columns);
        c5.intoArray(out, at + 5 * columns);
        c6.intoArray(out, at + 6 * columns);
        c7.intoArray(out, at + 7 * columns);
    }

    /** Eight rows of A by two vectors of columns: an element of A is read once for both. */
    private static void wideBlock(
            @real@[] a, int aAt, @real@[] b, int bAt, int inner, @real@[] out, int at, int columns) {
        @Real@Vector c0 = @Real@Vector.zero(SPECIES);
        @Real@Vector d0 = @Real@Vector.zero(SPECIES);
        @Real@Vector c1 = @Real@Vector.zero(SPECIES);
        @Real@Vector d1 = @Real@Vector.zero(SPECIES);
        @Real@Vector c2 = @Real@Vector.zero(SPECIES);
        @Real@Vector d2 = @Real@Vector.zero(SPECIES);
        @Real@Vector c3 = @Real@Vector.zero(SPECIES);
        @Real@Vector d3 = @Real@Vector.zero(SPECIES);
        @Real@Vector c4 = @Real@Vector.zero(SPECIES);
        @Real@Vector d4 = @Real@Vector.zero(SPECIES);
        @Real@Vector c5 = @Real@Vector.zero(SPECIES);
        @Real@Vector d5 = @Real@Vector.zero(SPECIES);
        @Real@Vector c6 = @Real@Vector.zero(SPECIES);
        @Real@Vector d6 = @Real@Vector.zero(SPECIES);
        @Real@Vector c7 = @Real@Vector.zero(SPECIES);
        @Real@Vector d7 = @Real@Vector.zero(SPECIES);
        int a0 = aAt;
        int a1 = aAt + inner;
        int a2 = aAt + 2 * inner;
        int a3 = aAt + 3 * inner;
        int a4 = aAt + 4 * inner;
        int a5 = aAt + 5 * inner;
        int a6 = aAt + 6 * inner;
        int a7 = aAt + 7 * inner;
        for (int k = 0; k < inner; k++, bAt += columns) {
            @Real@Vector left = @Real@Vector.fromArray(SPECIES, b, bAt);
            @Real@Vector right = @Real@Vector.fromArray(SPECIES, b, bAt + LANES);
            @Real@Vector x0 = @Real@Vector.broadcast(SPECIES, a[a0 + k]);
            c0 = x0.fma(left, c0);
            d0 = x0.fma(right, d0);
            @Real@Vector x1 = @Real@Vector.broadcast(SPECIES, a[a1 + k]);
            c1 = x1.fma(left, c1);
            d1 = x1.fma(right, d1);
            @Real@Vector x2 = @Real@Vector.broadcast(SPECIES, a[a2 + k]);
            c2 = x2.fma(left, c2);
            d2 = x2.fma(right, d2);
            @Real@Vector x3 = @Real@Vector.broadcast(SPECIES, a[a3 + k]);
            c3 = x3.fma(left, c3);
            d3 = x3.fma(right, d3);
            @Real@Vector x4 = @Real@Vector.broadcast(SPECIES, a[a4 + k]);
            c4 = x4.fma(left, c4);
            d4 = x4.fma(right, d4);
            @Real@Vector x5 = @Real@Vector.broadcast(SPECIES, a[a5 + k]);
            c5 = x5.fma(left, c5);
            d5 = x5.fma(right, d5);
            @Real@Vector x6 = @Real@Vector.broadcast(SPECIES, a[a6 + k]);
            c6 = x6.fma(left, c6);
            d6 = x6.fma(right, d6);
            @Real@Vector x7 = @Real@Vector.broadcast(SPECIES, a[a7 + k]);
            c7 = x7.fma(left, c7);
            d7 = x7.fma(right, d7);
        }
        c0.intoArray(out, at);
        d0.intoArray(out, at + LANES);
        c1.intoArray(out, at + columns);
        d1.intoArray(out, at + columns + LANES);
        c2.intoArray(out, at + 2 * columns);
        d2.intoArray(out, at + 2 * columns + LANES);
        c3.intoArray(out, at + 3 * columns);
        d3.intoArray(out, at + 3 * columns + LANES);
        c4.intoArray(out, at + 4 * columns);
        d4.intoArray(out, at + 4 * columns + LANES);
        c5.intoArray(out, at + 5 * columns);
        d5.intoArray(out, at + 5 * columns + LANES);
        c6.intoArray(out, at + 6 * columns);
        d6.intoArray(out, at + 6 * columns + LANES);
        c7.intoArray(out, at + 7 * columns);
        d7.intoArray(out, at + 7 * columns + LANES);
    }

    /** Eight columns of what stands in A's array. All in one method: a vector that is passed on may be boxed. */
    private static void blockOfTransposed(
            @real@[] a, int aAt, int rows, @real@[] b, int bAt, int inner, @real@[] out, int at, int columns) {
        @Real@Vector c0 = @Real@Vector.zero(SPECIES);
        @Real@Vector c1 = @Real@Vector.zero(SPECIES);
        @Real@Vector c2 = @Real@Vector.zero(SPECIES);
        @Real@Vector c3 = @Real@Vector.zero(SPECIES);
        @Real@Vector c4 = @Real@Vector.zero(SPECIES);
        @Real@Vector c5 = @Real@Vector.zero(SPECIES);
        @Real@Vector c6 = @Real@Vector.zero(SPECIES);
        @Real@Vector c7 = @Real@Vector.zero(SPECIES);
        for (int k = 0; k < inner; k++, aAt += rows, bAt += columns) {
            @Real@Vector row = @Real@Vector.fromArray(SPECIES, b, bAt);
            c0 = @Real@Vector.broadcast(SPECIES, a[aAt]).fma(row, c0);
            c1 = @Real@Vector.broadcast(SPECIES, a[aAt + 1]).fma(row, c1);
            c2 = @Real@Vector.broadcast(SPECIES, a[aAt + 2]).fma(row, c2);
            c3 = @Real@Vector.broadcast(SPECIES, a[aAt + 3]).fma(row, c3);
            c4 = @Real@Vector.broadcast(SPECIES, a[aAt + 4]).fma(row, c4);
            c5 = @Real@Vector.broadcast(SPECIES, a[aAt + 5]).fma(row, c5);
            c6 = @Real@Vector.broadcast(SPECIES, a[aAt + 6]).fma(row, c6);
            c7 = @Real@Vector.broadcast(SPECIES, a[aAt + 7]).fma(row, c7);
        }
        c0.intoArray(out, at);
        c1.intoArray(out, at + columns);
        c2.intoArray(out, at + 2 * columns);
        c3.intoArray(out, at + 3 * columns);
        c4.intoArray(out, at + 4 * columns);
        c5.intoArray(out, at + 5 * columns);
        c6.intoArray(out, at + 6 * columns);
        c7.intoArray(out, at + 7 * columns);
    }

    /** Eight columns of what stands in A's array by two vectors of columns. */
    private static void wideBlockOfTransposed(
            @real@[] a, int aAt, int rows, @real@[] b, int bAt, int inner, @real@[] out, int at, int columns) {
        @Real@Vector c0 = @Real@Vector.zero(SPECIES);
        @Real@Vector d0 = @Real@Vector.zero(SPECIES);
        @Real@Vector c1 = @Real@Vector.zero(SPECIES);
        @Real@Vector d1 = @Real@Vector.zero(SPECIES);
        @Real@Vector c2 = @Real@Vector.zero(SPECIES);
        @Real@Vector d2 = @Real@Vector.zero(SPECIES);
        @Real@Vector c3 = @Real@Vector.zero(SPECIES);
        @Real@Vector d3 = @Real@Vector.zero(SPECIES);
        @Real@Vector c4 = @Real@Vector.zero(SPECIES);
        @Real@Vector d4 = @Real@Vector.zero(SPECIES);
        @Real@Vector c5 = @Real@Vector.zero(SPECIES);
        @Real@Vector d5 = @Real@Vector.zero(SPECIES);
        @Real@Vector c6 = @Real@Vector.zero(SPECIES);
        @Real@Vector d6 = @Real@Vector.zero(SPECIES);
        @Real@Vector c7 = @Real@Vector.zero(SPECIES);
        @Real@Vector d7 = @Real@Vector.zero(SPECIES);
        for (int k = 0; k < inner; k++, aAt += rows, bAt += columns) {
            @Real@Vector left = @Real@Vector.fromArray(SPECIES, b, bAt);
            @Real@Vector right = @Real@Vector.fromArray(SPECIES, b, bAt + LANES);
            @Real@Vector x0 = @Real@Vector.broadcast(SPECIES, a[aAt]);
            c0 = x0.fma(left, c0);
            d0 = x0.fma(right, d0);
            @Real@Vector x1 = @Real@Vector.broadcast(SPECIES, a[aAt + 1]);
            c1 = x1.fma(left, c1);
            d1 = x1.fma(right, d1);
            @Real@Vector x2 = @Real@Vector.broadcast(SPECIES, a[aAt + 2]);
            c2 = x2.fma(left, c2);
            d2 = x2.fma(right, d2);
            @Real@Vector x3 = @Real@Vector.broadcast(SPECIES, a[aAt + 3]);
            c3 = x3.fma(left, c3);
            d3 = x3.fma(right, d3);
            @Real@Vector x4 = @Real@Vector.broadcast(SPECIES, a[aAt + 4]);
            c4 = x4.fma(left, c4);
            d4 = x4.fma(right, d4);
            @Real@Vector x5 = @Real@Vector.broadcast(SPECIES, a[aAt + 5]);
            c5 = x5.fma(left, c5);
            d5 = x5.fma(right, d5);
            @Real@Vector x6 = @Real@Vector.broadcast(SPECIES, a[aAt + 6]);
            c6 = x6.fma(left, c6);
            d6 = x6.fma(right, d6);
            @Real@Vector x7 = @Real@Vector.broadcast(SPECIES, a[aAt + 7]);
            c7 = x7.fma(left, c7);
            d7 = x7.fma(right, d7);
        }
        c0.intoArray(out, at);
        d0.intoArray(out, at + LANES);
        c1.intoArray(out, at + columns);
        d1.intoArray(out, at + columns + LANES);
        c2.intoArray(out, at + 2 * columns);
        d2.intoArray(out, at + 2 * columns + LANES);
        c3.intoArray(out, at + 3 * columns);
        d3.intoArray(out, at + 3 * columns + LANES);
        c4.intoArray(out, at + 4 * columns);
        d4.intoArray(out, at + 4 * columns + LANES);
        c5.intoArray(out, at + 5 * columns);
        d5.intoArray(out, at + 5 * columns + LANES);
        c6.intoArray(out, at + 6 * columns);
        d6.intoArray(out, at + 6 * columns + LANES);
        c7.intoArray(out, at + 7 * columns);
        d7.intoArray(out, at + 7 * columns + LANES);
    }
}
