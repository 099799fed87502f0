package dev.downhill.engine.kernel.@dtype@.vector;

import dev.downhill.engine.kernel.Interrupts;
import dev.downhill.engine.kernel.Workers;
import jdk.incubator.vector.@Real@Vector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of row-major matrices, each of which may stand transposed.
 *
 * <p>B is packed into panels that a block of registers walks along, and so are the columns of a transposed A: Goto and van de
 * Geijn, <i>Anatomy of High-Performance Matrix Multiplication</i>, 2008. Rows of A are read where they stand. Every element is a
 * chain of fused multiply-adds in the order of the inner dimension, as in {@code scalar.Product}: neither the panels, nor the
 * width of a vector, nor how the work is shared among threads changes a bit of a result.
 */
public final class Product {
    private static final VectorSpecies<@Boxed@> SPECIES = @Real@Vector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int ROWS = 4;
    private static final VectorSpecies<@Boxed@> FOUR =
            VectorSpecies.of(@real@.class, VectorShape.forBitSize(ROWS * @Boxed@.SIZE));
    private static final int COLUMNS = 4 * LANES;
    private static final int DEPTH = 128;

    /** Rows and columns whose panels are packed at a time: each thread holds a few megabytes, whatever is multiplied. */
    private static final int BAND_ROWS = 512;

    private static final int BAND_COLUMNS = 4096;

    /** Before the JIT has compiled a block, it takes a thousand times as long. */
    private static final int ROWS_TO_A_CHECK = 16 * ROWS;

    private static final int STACK_TO_A_CHECK = 64;

    /** How many rows of a panel are filled at a time, so that they stay in the cache. */
    private static final int TILE = 16;

    /** Up to so many multiplications packing costs more than it gains. */
    private static final long SMALL = 400_000;

    /** With so few columns at least half of a block would be empty. */
    private static final int NARROW = 2 * LANES;

    /** A factor of so many elements stays in the cache while it is read again and again. */
    private static final int MOST_READ_AGAIN = 1 << 18;

    /** With so few rows of A a packed B would be read too few times; a packed A would be, where one block is as wide as B. */
    private static final int FEW_ROWS = 64;

    /** Sums of so few products leave little to do with a packed factor; only where A has many rows does packing it pay. */
    private static final int SHORT = 64;

    private static final int FEW_ROWS_OF_SHORT = 256;

    /** Rows that are a multiple of so many elements apart share a few places of the first cache, and drive each other out. */
    private static final int SAME_PLACE = 2048 / @Boxed@.BYTES;

    /** So many columns of a result are turned at a time, so that they stay in the cache. */
    private static final int TURNED_COLUMNS = 256;

    /** From so many multiplications on the work is shared among threads. */
    private static final long LARGE = 4_000_000;

    private static final ThreadLocal<Panels> PANELS = ThreadLocal.withInitial(Panels::new);

    private Product() {}

    /** Packed pieces of the operands, and a block of the result that reaches over its edge. */
    private static final class Panels {
        private @real@[] a = new @real@[0];
        private @real@[] b = new @real@[0];
        private final @real@[] edge = new @real@[ROWS * COLUMNS];

        @real@[] a(int size) {
            return a = a.length >= size ? a : new @real@[size];
        }

        @real@[] b(int size) {
            return b = b.length >= size ? b : new @real@[size];
        }
    }

    /**
     * Writes A B to {@code out}, (rows x inner) times (inner x columns).
     *
     * @param aTransposed whether {@code a} holds A's columns as its rows
     * @param bTransposed whether {@code b} holds B's columns as its rows
     */
    public static void multiply(
            @real@[] a, boolean aTransposed, @real@[] b, boolean bTransposed, @real@[] out, int rows, int inner, int columns) {
        long multiplications = (long) rows * inner * columns;
        if (bTransposed && rows <= FEW_ROWS && inner >= 2 * rows && multiplications >= SMALL) {
            int blocks = Math.ceilDiv(columns, TURNED_COLUMNS);
            Workers.share(multiplications < LARGE ? 1 : blocks, (from, to) -> turned(
                    a, aTransposed, b, out, rows, inner, columns,
                    from * TURNED_COLUMNS, multiplications < LARGE ? columns : Math.min(to * TURNED_COLUMNS, columns)));
        } else if (readsInPlace(aTransposed, bTransposed, rows, inner, columns)) {
            inPlace(a, aTransposed, b, bTransposed, out, rows, inner, columns);
        } else if (multiplications < LARGE) {
            part(a, 0, aTransposed, b, 0, bTransposed, out, 0, rows, inner, columns, 0, rows, 0, columns);
        } else if (columns >= rows) {
            int panels = Math.ceilDiv(columns, COLUMNS);
            Workers.share(panels, (from, to) -> part(
                    a, 0, aTransposed, b, 0, bTransposed, out, 0, rows, inner, columns,
                    0, rows, from * COLUMNS, Math.min(to * COLUMNS, columns)));
        } else {
            int panels = Math.ceilDiv(rows, ROWS);
            Workers.share(panels, (from, to) -> part(
                    a, 0, aTransposed, b, 0, bTransposed, out, 0, rows, inner, columns,
                    from * ROWS, Math.min(to * ROWS, rows), 0, columns));
        }
    }

    /**
     * Computes columns of the result as rows of (A B)^T = B^T A^T, whose left factor stands in the array: turning the few rows of
     * the result costs less than turning all of B.
     */
    private static void turned(
            @real@[] a, boolean aTransposed, @real@[] b, @real@[] out, int rows, int inner, int columns, int first, int end) {
        @real@[] block = PANELS.get().b(TURNED_COLUMNS * rows);
        for (int left = first; left < end; left += TURNED_COLUMNS) {
            Interrupts.check();
            int count = Math.min(TURNED_COLUMNS, end - left);
            SmallProduct.multiply(b, left * inner, false, a, 0, !aTransposed, block, 0, count, inner, rows);
            SmallProduct.turn(block, 0, rows, count, out, left, columns);
        }
    }

    /** Returns whether packing costs more than it gains; the panels also hold the columns by which the last block is too wide. */
    private static boolean readsInPlace(boolean aTransposed, boolean bTransposed, int rows, int inner, int columns) {
        int empty = Math.ceilDiv(columns, COLUMNS) * COLUMNS - columns;
        return (long) rows * inner * columns < SMALL
                || columns <= NARROW
                || !bTransposed
                        && (rows <= FEW_ROWS
                                || aTransposed && (columns <= COLUMNS || isShort(rows, inner, columns)))
                        && (long) inner * columns <= MOST_READ_AGAIN
                || !bTransposed && 4 * empty >= columns && (long) rows * inner <= MOST_READ_AGAIN;
    }

    private static boolean isShort(int rows, int inner, int columns) {
        return inner <= SHORT && rows <= FEW_ROWS_OF_SHORT && columns % SAME_PLACE != 0;
    }

    private static void inPlace(
            @real@[] a, boolean aTransposed, @real@[] b, boolean bTransposed, @real@[] out, int rows, int inner, int columns) {
        if ((long) rows * inner * columns < LARGE) {
            SmallProduct.multiply(a, 0, aTransposed, b, 0, bTransposed, out, 0, rows, inner, columns);
            return;
        }
        int blocks = Math.ceilDiv(rows, SmallProduct.ROWS);
        Workers.share(blocks, (from, to) -> {
            int first = from * SmallProduct.ROWS;
            int end = Math.min(to * SmallProduct.ROWS, rows);
            SmallProduct.multiply(
                    a, aTransposed ? first : first * inner, aTransposed, rows, b, 0, bTransposed, out, first * columns,
                    end - first, inner, columns);
        });
    }

    /**
     * Writes the products of two stacks of matrices that stand one after the other.
     *
     * @param count how many matrices a stack has
     */
    public static void multiplyStacks(
            @real@[] a, boolean aTransposed, @real@[] b, boolean bTransposed, @real@[] out,
            int count, int rows, int inner, int columns) {
        if ((double) count * rows * inner * columns < LARGE) {
            stack(a, aTransposed, b, bTransposed, out, 0, count, rows, inner, columns);
        } else {
            Workers.share(count, (from, to) -> stack(
                    a, aTransposed, b, bTransposed, out, from, to, rows, inner, columns));
        }
    }

    private static void stack(
            @real@[] a, boolean aTransposed, @real@[] b, boolean bTransposed, @real@[] out,
            int from, int to, int rows, int inner, int columns) {
        boolean small = readsInPlace(aTransposed, bTransposed, rows, inner, columns);
        for (int i = from; i < to; i++) {
            int outAt = i * rows * columns;
            if (i % STACK_TO_A_CHECK == 0) {
                Interrupts.check();
            }
            if (small) {
                SmallProduct.multiply(
                        a, i * rows * inner, aTransposed, b, i * inner * columns, bTransposed, out, outAt, rows, inner, columns);
            } else {
                part(a, i * rows * inner, aTransposed, b, i * inner * columns, bTransposed, out, outAt, rows, inner, columns,
                        0, rows, 0, columns);
            }
        }
    }

    /** Computes a rectangle of the result: bands of columns, within them bands of rows, so that the panels stay small. */
    private static void part(
            @real@[] a, int aAt, boolean aTransposed, @real@[] b, int bAt, boolean bTransposed, @real@[] out, int outAt,
            int rows, int inner, int columns, int firstRow, int endRow, int firstColumn, int endColumn) {
        Panels panels = PANELS.get();
        for (int left = firstColumn; left < endColumn; left += BAND_COLUMNS) {
            int right = Math.min(left + BAND_COLUMNS, endColumn);
            @real@[] bPanels = panels.b(Math.ceilDiv(right - left, COLUMNS) * COLUMNS * DEPTH);
            for (int k = 0; k < inner; k += DEPTH) {
                int depth = Math.min(DEPTH, inner - k);
                packB(b, bAt, bTransposed, inner, columns, left, right, k, depth, bPanels);
                for (int top = firstRow; top < endRow; top += BAND_ROWS) {
                    int bottom = Math.min(top + BAND_ROWS, endRow);
                    @real@[] aPanels = a;
                    if (aTransposed) {
                        aPanels = panels.a(Math.ceilDiv(bottom - top, ROWS) * ROWS * DEPTH);
                        packA(a, aAt, rows, top, bottom, k, depth, aPanels);
                    }
                    for (int j = left; j < right; j += COLUMNS) {
                        int width = Math.min(COLUMNS, right - j);
                        panel(aPanels, aTransposed ? -1 : aAt + top * inner + k, inner, bPanels, (j - left) * depth, depth,
                                panels.edge, out, outAt, top, bottom, j, width, columns, k > 0);
                    }
                }
            }
        }
    }

    /**
     * One panel of columns against a band of rows.
     *
     * @param aAt where the first row of the band begins in {@code a}; -1 if {@code a} holds packed rows
     */
    private static void panel(
            @real@[] a, int aAt, int inner, @real@[] b, int bStart, int depth, @real@[] edge, @real@[] out, int outAt,
            int top, int bottom, int column, int width, int columns, boolean goesOn) {
        for (int i = top; i < bottom; i += ROWS) {
            if ((i - top) % ROWS_TO_A_CHECK == 0) {
                Interrupts.check();
            }
            int height = Math.min(ROWS, bottom - i);
            int at = outAt + i * columns + column;
            boolean full = height == ROWS && width == COLUMNS;
            @real@[] to = full ? out : edge;
            int toAt = full ? at : 0;
            int toStep = full ? columns : COLUMNS;
            if (!full && goesOn) {
                copyRows(out, at, columns, edge, 0, COLUMNS, height, width);
            }
            if (aAt < 0) {
                block(a, (i - top) * depth, b, bStart, depth, to, toAt, toStep, goesOn);
            } else {
                rowsInPlace(a, aAt + (i - top) * inner, inner, height, b, bStart, depth, to, toAt, toStep, goesOn);
            }
            if (!full) {
                copyRows(edge, 0, COLUMNS, out, at, columns, height, width);
            }
        }
    }

    /**
     * Four rows of a transposed A together, whose elements of one column stand side by side; rows past the end are zeros. Four
     * fours of rows are packed at a time: they share the lines of the cache.
     */
    private static void packA(
            @real@[] a, int aAt, int rows, int first, int end, int k, int depth, @real@[] panels) {
        int i = first;
        int next = 0;
        int from = aAt + k * rows;
        for (; i + 4 * ROWS <= end; i += 4 * ROWS, next += 4 * ROWS * depth) {
            for (int p = 0, at = from + i, to = next; p < depth; p++, at += rows, to += ROWS) {
                @Real@Vector.fromArray(FOUR, a, at).intoArray(panels, to);
                @Real@Vector.fromArray(FOUR, a, at + ROWS).intoArray(panels, to + ROWS * depth);
                @Real@Vector.fromArray(FOUR, a, at + 2 * ROWS).intoArray(panels, to + 2 * ROWS * depth);
                @Real@Vector.fromArray(FOUR, a, at + 3 * ROWS).intoArray(panels, to + 3 * ROWS * depth);
            }
        }
        for (; i < end; i += ROWS, next += ROWS * depth) {
            int count = Math.min(ROWS, end - i);
            for (int p = 0, at = from + i, to = next; p < depth; p++, at += rows, to += ROWS) {
                for (int r = 0; r < ROWS; r++) {
                    panels[to + r] = r < count ? a[at + r] : 0;
                }
            }
        }
    }

    /** Four vectors of columns together, row after row; columns past the end are zeros. */
    private static void packB(
            @real@[] b, int bAt, boolean transposed, int inner, int columns, int first, int end, int k, int depth, @real@[] panels) {
        for (int j = first; j < end; j += COLUMNS) {
            int start = (j - first) * depth;
            int count = Math.min(COLUMNS, end - j);
            if (transposed) {
                for (int block = 0; block < depth; block += TILE) {
                    int tileEnd = Math.min(block + TILE, depth);
                    for (int c = 0; c < count; c++) {
                        int from = bAt + (j + c) * inner + k;
                        for (int p = block, to = start + block * COLUMNS + c; p < tileEnd; p++, to += COLUMNS) {
                            panels[to] = b[from + p];
                        }
                    }
                }
                for (int c = count; c < COLUMNS; c++) {
                    for (int p = 0, to = start + c; p < depth; p++, to += COLUMNS) {
                        panels[to] = 0;
                    }
                }
            } else {
                for (int p = 0, to = start; p < depth; p++, to += COLUMNS) {
                    System.arraycopy(b, bAt + (k + p) * columns + j, panels, to, count);
                    for (int c = count; c < COLUMNS; c++) {
                        panels[to + c] = 0;
                    }
                }
            }
        }
    }

    private static void copyRows(
            @real@[] from, int fromAt, int fromStep, @real@[] to, int toAt, int toStep, int rows, int columns) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(from, fromAt + row * fromStep, to, toAt + row * toStep, columns);
        }
    }

    /**
     * Four rows by four vectors, held in registers. All in one method: a vector that is passed on may be boxed.
     *
     * @param goesOn whether the sums go on from those that {@code out} holds
     */
    private static void block(
            @real@[] a, int aAt, @real@[] b, int bAt, int depth, @real@[] out, int at, int columns, boolean goesOn) {
        @Real@Vector c00 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at) : @Real@Vector.zero(SPECIES);
        @Real@Vector c01 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at + LANES) : @Real@Vector.zero(SPECIES);
        @Real@Vector c02 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at + 2 * LANES) : @Real@Vector.zero(SPECIES);
        @Real@Vector c03 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at + 3 * LANES) : @Real@Vector.zero(SPECIES);
        @Real@Vector c10 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at + columns) : @Real@Vector.zero(SPECIES);
        @Real@Vector c11 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at + columns + LANES) : @Real@Vector.zero(SPECIES);
        @Real@Vector c12 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at + columns + 2 * LANES) : @Real@Vector.zero(SPECIES);
        @Real@Vector c13 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at + columns + 3 * LANES) : @Real@Vector.zero(SPECIES);
        @Real@Vector c20 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at + 2 * columns) : @Real@Vector.zero(SPECIES);
        @Real@Vector c21 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at + 2 * columns + LANES) : @Real@Vector.zero(SPECIES);
        @Real@Vector c22 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at + 2 * columns + 2 * LANES) : @Real@Vector.zero(SPECIES);
        @Real@Vector c23 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at + 2 * columns + 3 * LANES) : @Real@Vector.zero(SPECIES);
        @Real@Vector c30 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at + 3 * columns) : @Real@Vector.zero(SPECIES);
        @Real@Vector c31 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at + 3 * columns + LANES) : @Real@Vector.zero(SPECIES);
        @Real@Vector c32 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at + 3 * columns + 2 * LANES) : @Real@Vector.zero(SPECIES);
        @Real@Vector c33 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at + 3 * columns + 3 * LANES) : @Real@Vector.zero(SPECIES);
        for (int p = 0; p < depth; p++, aAt += ROWS, bAt += COLUMNS) {
            @Real@Vector b0 = @Real@Vector.fromArray(SPECIES, b, bAt);
            @Real@Vector b1 = @Real@Vector.fromArray(SPECIES, b, bAt + LANES);
            @Real@Vector b2 = @Real@Vector.fromArray(SPECIES, b, bAt + 2 * LANES);
            @Real@Vector b3 = @Real@Vector.fromArray(SPECIES, b, bAt + 3 * LANES);
            @Real@Vector a0 = @Real@Vector.broadcast(SPECIES, a[aAt + 0]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            c03 = a0.fma(b3, c03);
            @Real@Vector a1 = @Real@Vector.broadcast(SPECIES, a[aAt + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            c13 = a1.fma(b3, c13);
            @Real@Vector a2 = @Real@Vector.broadcast(SPECIES, a[aAt + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            c23 = a2.fma(b3, c23);
            @Real@Vector a3 = @Real@Vector.broadcast(SPECIES, a[aAt + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            c32 = a3.fma(b2, c32);
            c33 = a3.fma(b3, c33);
        }
        c00.intoArray(out, at);
        c01.intoArray(out, at + LANES);
        c02.intoArray(out, at + 2 * LANES);
        c03.intoArray(out, at + 3 * LANES);
        c10.intoArray(out, at + columns);
        c11.intoArray(out, at + columns + LANES);
        c12.intoArray(out, at + columns + 2 * LANES);
        c13.intoArray(out, at + columns + 3 * LANES);
        c20.intoArray(out, at + 2 * columns);
        c21.intoArray(out, at + 2 * columns + LANES);
        c22.intoArray(out, at + 2 * columns + 2 * LANES);
        c23.intoArray(out, at + 2 * columns + 3 * LANES);
        c30.intoArray(out, at + 3 * columns);
        c31.intoArray(out, at + 3 * columns + LANES);
        c32.intoArray(out, at + 3 * columns + 2 * LANES);
        c33.intoArray(out, at + 3 * columns + 3 * LANES);
    }

    /**
     * The same as {@link #block} of rows where they stand: each is read in order, so packing them gains nothing. In place of a row
     * past the end the last one is computed again.
     *
     * @param height how many of the four rows there are
     * @param goesOn whether the sums go on from those that {@code out} holds
     */
    private static void rowsInPlace(
            @real@[] a, int a0, int inner, int height, @real@[] b, int bAt, int depth, @real@[] out, int at, int columns, boolean goesOn) {
        @Real@Vector c00 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at) : @Real@Vector.zero(SPECIES);
        @Real@Vector c01 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at + LANES) : @Real@Vector.zero(SPECIES);
        @Real@Vector c02 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at + 2 * LANES) : @Real@Vector.zero(SPECIES);
        @Real@Vector c03 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at + 3 * LANES) : @Real@Vector.zero(SPECIES);
        @Real@Vector c10 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at + columns) : @Real@Vector.zero(SPECIES);
        @Real@Vector c11 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at + columns + LANES) : @Real@Vector.zero(SPECIES);
        @Real@Vector c12 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at + columns + 2 * LANES) : @Real@Vector.zero(SPECIES);
        @Real@Vector c13 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at + columns + 3 * LANES) : @Real@Vector.zero(SPECIES);
        @Real@Vector c20 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at + 2 * columns) : @Real@Vector.zero(SPECIES);
        @Real@Vector c21 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at + 2 * columns + LANES) : @Real@Vector.zero(SPECIES);
        @Real@Vector c22 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at + 2 * columns + 2 * LANES) : @Real@Vector.zero(SPECIES);
        @Real@Vector c23 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at + 2 * columns + 3 * LANES) : @Real@Vector.zero(SPECIES);
        @Real@Vector c30 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at + 3 * columns) : @Real@Vector.zero(SPECIES);
        @Real@Vector c31 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at + 3 * columns + LANES) : @Real@Vector.zero(SPECIES);
        @Real@Vector c32 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at + 3 * columns + 2 * LANES) : @Real@Vector.zero(SPECIES);
        @Real@Vector c33 = goesOn ? @Real@Vector.fromArray(SPECIES, out, at + 3 * columns + 3 * LANES) : @Real@Vector.zero(SPECIES);
        int a1 = a0 + Math.min(1, height - 1) * inner;
        int a2 = a0 + Math.min(2, height - 1) * inner;
        int a3 = a0 + (height - 1) * inner;
        for (int p = 0; p < depth; p++, bAt += COLUMNS) {
            @Real@Vector b0 = @Real@Vector.fromArray(SPECIES, b, bAt);
            @Real@Vector b1 = @Real@Vector.fromArray(SPECIES, b, bAt + LANES);
            @Real@Vector b2 = @Real@Vector.fromArray(SPECIES, b, bAt + 2 * LANES);
            @Real@Vector b3 = @Real@Vector.fromArray(SPECIES, b, bAt + 3 * LANES);
            @Real@Vector row0 = @Real@Vector.broadcast(SPECIES, a[a0 + p]);
            c00 = row0.fma(b0, c00);
            c01 = row0.fma(b1, c01);
            c02 = row0.fma(b2, c02);
            c03 = row0.fma(b3, c03);
            @Real@Vector row1 = @Real@Vector.broadcast(SPECIES, a[a1 + p]);
            c10 = row1.fma(b0, c10);
            c11 = row1.fma(b1, c11);
            c12 = row1.fma(b2, c12);
            c13 = row1.fma(b3, c13);
            @Real@Vector row2 = @Real@Vector.broadcast(SPECIES, a[a2 + p]);
            c20 = row2.fma(b0, c20);
            c21 = row2.fma(b1, c21);
            c22 = row2.fma(b2, c22);
            c23 = row2.fma(b3, c23);
            @Real@Vector row3 = @Real@Vector.broadcast(SPECIES, a[a3 + p]);
            c30 = row3.fma(b0, c30);
            c31 = row3.fma(b1, c31);
            c32 = row3.fma(b2, c32);
            c33 = row3.fma(b3, c33);
        }
        c00.intoArray(out, at);
        c01.intoArray(out, at + LANES);
        c02.intoArray(out, at + 2 * LANES);
        c03.intoArray(out, at + 3 * LANES);
        c10.intoArray(out, at + columns);
        c11.intoArray(out, at + columns + LANES);
        c12.intoArray(out, at + columns + 2 * LANES);
        c13.intoArray(out, at + columns + 3 * LANES);
        c20.intoArray(out, at + 2 * columns);
        c21.intoArray(out, at + 2 * columns + LANES);
        c22.intoArray(out, at + 2 * columns + 2 * LANES);
        c23.intoArray(out, at + 2 * columns + 3 * LANES);
        c30.intoArray(out, at + 3 * columns);
        c31.intoArray(out, at + 3 * columns + LANES);
        c32.intoArray(out, at + 3 * columns + 2 * LANES);
        c33.intoArray(out, at + 3 * columns + 3 * LANES);
    }
}
