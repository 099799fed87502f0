package dev.downhill.training.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * The coefficient of determination R2 = 1 - residual sum of squares / total sum of squares.
 *
 * <p>With several outputs it is the mean of theirs, as scikit-learn's {@code r2_score} computes it: an output whose targets
 * are all equal counts 1 where every prediction is exact, and else 0.
 */
final class Determination {
    private Determination() {}

    /**
     * Returns R2, at most 1.
     *
     * @param outputs what the model gives, row after row
     * @param expected the targets, row after row, as many
     * @param rows how many rows there are
     * @return null for fewer than two rows
     */
    static @Nullable Double of(double[] outputs, double[] expected, int rows) {
        if (rows < 2 || outputs.length != expected.length) {
            return null;
        }
        int width = expected.length / rows;
        double sum = 0;
        for (int column = 0; column < width; column++) {
            sum += ofColumn(outputs, expected, column, width);
        }
        return sum / width;
    }

    private static double ofColumn(double[] outputs, double[] expected, int column, int width) {
        int rows = expected.length / width;
        double mean = 0;
        for (int at = column; at < expected.length; at += width) {
            mean += expected[at] / rows;
        }
        double residual = 0;
        double total = 0;
        boolean alike = true;
        for (int at = column; at < expected.length; at += width) {
            double error = expected[at] - outputs[at];
            double distance = expected[at] - mean;
            residual += error * error;
            total += distance * distance;
            alike &= expected[at] == expected[column];
        }
        if (alike) {
            return residual == 0 ? 1 : Double.isNaN(residual) ? Double.NaN : 0;
        }
        return 1 - residual / total;
    }
}
