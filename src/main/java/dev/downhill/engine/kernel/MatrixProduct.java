package dev.downhill.engine.kernel;

import java.util.Arrays;

/** Products of row-major matrices. Each element is a chain of fused multiply-adds in the order of the inner dimension. */
public final class MatrixProduct {
    private MatrixProduct() {}

    /**
     * Multiplies stacks of matrices, (rows x inner) by (inner x columns), into a dense stack of (rows x columns).
     *
     * @param single whether every multiply-add is rounded to a float.
     * @param aStrides how far apart the matrices of {@code a} are along each dimension of the stack, in elements.
     * @param bStrides the same for {@code b}.
     * @param batch the dimensions of the stack; none for one pair of matrices.
     * @throws StepInterrupted if the thread is interrupted within a large product.
     */
    public static void multiplyStacks(
            boolean single,
            double[] a,
            int[] aStrides,
            double[] b,
            int[] bStrides,
            int[] batch,
            double[] out,
            int rows,
            int inner,
            int columns) {
        Arrays.fill(out, 0);
        var walk = new Strided(batch, aStrides, bStrides);
        if (walk.isEmpty()) {
            return;
        }
        int next = 0;
        do {
            int i = walk.offset(0);
            int j = walk.offset(1);
            for (int k = 0; k < walk.rowLength(); k++, i += walk.rowStride(0), j += walk.rowStride(1)) {
                if (single) {
                    accumulateFloats(a, i, b, j, out, next, rows, inner, columns);
                } else {
                    accumulate(a, i, b, j, out, next, rows, inner, columns);
                }
                next += rows * columns;
            }
        } while (walk.nextRow());
    }

    private static void accumulate(
            double[] a, int aStart, double[] b, int bStart, double[] out, int start, int rows, int inner, int columns) {
        int grain = Interrupts.rows((long) inner * columns);
        for (int i = 0; i < rows; ) {
            for (int end = Interrupts.until(i, rows, grain); i < end; i++) {
                int outRow = start + i * columns;
                for (int k = 0; k < inner; k++) {
                    double left = a[aStart + i * inner + k];
                    int bRow = bStart + k * columns;
                    for (int j = 0; j < columns; j++) {
                        out[outRow + j] = Math.fma(left, b[bRow + j], out[outRow + j]);
                    }
                }
            }
        }
    }

    private static void accumulateFloats(
            double[] a, int aStart, double[] b, int bStart, double[] out, int start, int rows, int inner, int columns) {
        int grain = Interrupts.rows((long) inner * columns);
        for (int i = 0; i < rows; ) {
            for (int end = Interrupts.until(i, rows, grain); i < end; i++) {
                int outRow = start + i * columns;
                for (int k = 0; k < inner; k++) {
                    float left = (float) a[aStart + i * inner + k];
                    int bRow = bStart + k * columns;
                    for (int j = 0; j < columns; j++) {
                        out[outRow + j] = Math.fma(left, (float) b[bRow + j], (float) out[outRow + j]);
                    }
                }
            }
        }
    }
}
