package dev.downhill.engine.kernel;

/** Loops over rows of logits. */
public final class SoftmaxLoops {
    private SoftmaxLoops() {}

    /** Writes the softmax of each row of {@code columns} elements. */
    public static void softmax(double[] x, int columns, double[] out) {
        for (int row = 0; row < x.length; row += columns) {
            double greatest = greatest(x, row, columns);
            double total = 0;
            for (int i = row; i < row + columns; i++) {
                out[i] = Math.exp(x[i] - greatest);
                total += out[i];
            }
            for (int i = row; i < row + columns; i++) {
                out[i] /= total;
            }
        }
    }

    /** Writes the logarithm of the softmax of each row of {@code columns} elements. */
    public static void logSoftmax(double[] x, int columns, double[] out) {
        for (int row = 0; row < x.length; row += columns) {
            double greatest = greatest(x, row, columns);
            double total = 0;
            for (int i = row; i < row + columns; i++) {
                total += Math.exp(x[i] - greatest);
            }
            double logTotal = Math.log(total);
            for (int i = row; i < row + columns; i++) {
                out[i] = x[i] - greatest - logTotal;
            }
        }
    }

    private static double greatest(double[] x, int row, int columns) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = row; i < row + columns; i++) {
            greatest = Math.max(greatest, x[i]);
        }
        return greatest;
    }
}
