package dev.downhill.engine.kernel.@dtype@.scalar;

import dev.downhill.engine.kernel.Interrupts;
import java.util.Arrays;

/**
 * Products of row-major matrices, each of which may stand transposed, in plain loops.
 *
 * <p>Every element is a chain of fused multiply-adds in the order of the inner dimension.
 */
public final class Product {
    private Product() {}

    /**
     * Writes A B to {@code out}, (rows x inner) times (inner x columns).
     *
     * @param aTransposed whether {@code a} holds A's columns as its rows
     * @param bTransposed whether {@code b} holds B's columns as its rows
     */
    public static void multiply(
            @real@[] a, boolean aTransposed, @real@[] b, boolean bTransposed, @real@[] out, int rows, int inner, int columns) {
        multiplyStacks(a, aTransposed, b, bTransposed, out, 1, rows, inner, columns);
    }

    /**
     * Writes the products of two stacks of matrices that stand one after the other.
     *
     * @param count how many matrices a stack has
     */
    public static void multiplyStacks(
            @real@[] a, boolean aTransposed, @real@[] b, boolean bTransposed, @real@[] out,
            int count, int rows, int inner, int columns) {
        for (int i = 0; i < count; i++) {
            if (bTransposed) {
                byColumns(a, i * rows * inner, aTransposed, b, i * inner * columns, out, i * rows * columns, rows, inner, columns);
            } else {
                byRows(a, i * rows * inner, aTransposed, b, i * inner * columns, out, i * rows * columns, rows, inner, columns);
            }
        }
    }

    private static void byRows(
            @real@[] a, int aAt, boolean aTransposed, @real@[] b, int bAt, @real@[] out, int outAt,
            int rows, int inner, int columns) {
        Arrays.fill(out, outAt, outAt + rows * columns, 0);
        int rowStep = aTransposed ? 1 : inner;
        int step = aTransposed ? rows : 1;
        int grain = Interrupts.rows((long) inner * columns);
        for (int i = 0; i < rows; ) {
            for (int end = Interrupts.until(i, rows, grain); i < end; i++) {
                int to = outAt + i * columns;
                for (int k = 0; k < inner; k++) {
                    @real@ left = a[aAt + i * rowStep + k * step];
                    int from = bAt + k * columns;
                    for (int j = 0; j < columns; j++) {
                        out[to + j] = Math.fma(left, b[from + j], out[to + j]);
                    }
                }
            }
        }
    }

    private static void byColumns(
            @real@[] a, int aAt, boolean aTransposed, @real@[] b, int bAt, @real@[] out, int outAt,
            int rows, int inner, int columns) {
        int rowStep = aTransposed ? 1 : inner;
        int step = aTransposed ? rows : 1;
        int grain = Interrupts.rows((long) inner * columns);
        for (int i = 0; i < rows; ) {
            for (int end = Interrupts.until(i, rows, grain); i < end; i++) {
                for (int j = 0; j < columns; j++) {
                    @real@ sum = 0;
                    int from = bAt + j * inner;
                    for (int k = 0; k < inner; k++) {
                        sum = Math.fma(a[aAt + i * rowStep + k * step], b[from + k], sum);
                    }
                    out[outAt + i * columns + j] = sum;
                }
            }
        }
    }
}
