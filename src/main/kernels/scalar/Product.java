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
        if (bTransposed) {
            byColumns(a, aTransposed, b, out, rows, inner, columns);
        } else {
            byRows(a, aTransposed, b, out, rows, inner, columns);
        }
    }

    private static void byRows(
            @real@[] a, boolean aTransposed, @real@[] b, @real@[] out, int rows, int inner, int columns) {
        Arrays.fill(out, 0, rows * columns, 0);
        int rowStep = aTransposed ? 1 : inner;
        int step = aTransposed ? rows : 1;
        int grain = Interrupts.rows((long) inner * columns);
        for (int i = 0; i < rows; ) {
            for (int end = Interrupts.until(i, rows, grain); i < end; i++) {
                int to = i * columns;
                for (int k = 0; k < inner; k++) {
                    @real@ left = a[i * rowStep + k * step];
                    int from = k * columns;
                    for (int j = 0; j < columns; j++) {
                        out[to + j] = Math.fma(left, b[from + j], out[to + j]);
                    }
                }
            }
        }
    }

    private static void byColumns(
            @real@[] a, boolean aTransposed, @real@[] b, @real@[] out, int rows, int inner, int columns) {
        int rowStep = aTransposed ? 1 : inner;
        int step = aTransposed ? rows : 1;
        int grain = Interrupts.rows((long) inner * columns);
        for (int i = 0; i < rows; ) {
            for (int end = Interrupts.until(i, rows, grain); i < end; i++) {
                for (int j = 0; j < columns; j++) {
                    @real@ sum = 0;
                    int from = j * inner;
                    for (int k = 0; k < inner; k++) {
                        sum = Math.fma(a[i * rowStep + k * step], b[from + k], sum);
                    }
                    out[i * columns + j] = sum;
                }
            }
        }
    }
}
