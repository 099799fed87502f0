package dev.downhill.engine.kernel;

import java.util.function.DoubleUnaryOperator;

/**
 * Loops over rows of logits.
 *
 * <p>The greatest logit of a row is subtracted first, so that no exponential overflows. The sum goes over the others in their
 * order, and the greatest adds its 1 at the end: small exponentials are not lost beside it.
 */
public final class SoftmaxLoops {
    private SoftmaxLoops() {}

    /**
     * Writes the softmax of each row of {@code columns} elements.
     *
     * @param exp the exponential of a difference
     */
    public static void softmax(double[] x, int columns, DoubleUnaryOperator exp, double[] out) {
        for (int row = 0; row < x.length; ) {
            for (int end = Interrupts.until(row, x.length, Interrupts.rows(columns) * columns);
                    row < end;
                    row += columns) {
                int greatest = greatest(x, row, columns);
                double others = 0;
                for (int i = row; i < row + columns; i++) {
                    out[i] = exp.applyAsDouble(x[i] - x[greatest]);
                    others += i == greatest ? 0 : out[i];
                }
                double share = 1 / (1 + others);
                for (int i = row; i < row + columns; i++) {
                    out[i] *= share;
                }
            }
        }
    }

    /**
     * Writes the logarithm of the softmax of each row of {@code columns} elements.
     *
     * @param exp the exponential of a difference
     */
    public static void logSoftmax(double[] x, int columns, DoubleUnaryOperator exp, double[] out) {
        for (int row = 0; row < x.length; ) {
            for (int end = Interrupts.until(row, x.length, Interrupts.rows(columns) * columns);
                    row < end;
                    row += columns) {
                int greatest = greatest(x, row, columns);
                double others = 0;
                for (int i = row; i < row + columns; i++) {
                    others += i == greatest ? 0 : exp.applyAsDouble(x[i] - x[greatest]);
                }
                double logSum = Math.log1p(others);
                for (int i = row; i < row + columns; i++) {
                    out[i] = x[i] - x[greatest] - logSum;
                }
            }
        }
    }

    /** Returns where the first NaN of a row is, else the first of its greatest numbers. */
    private static int greatest(double[] x, int row, int columns) {
        int at = row;
        for (int i = row + 1; i < row + columns; i++) {
            if (x[i] > x[at] || (Double.isNaN(x[i]) && !Double.isNaN(x[at]))) {
                at = i;
            }
        }
        return at;
    }
}
