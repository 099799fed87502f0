package dev.downhill.training.record;

import java.util.List;

/**
 * A tensor in five numbers.
 *
 * @param norm the Euclidean norm
 * @param mean the arithmetic mean
 * @param std the standard deviation, with n as the divisor
 * @param min the least element
 * @param max the greatest element
 */
public record Summary(double norm, double mean, double std, double min, double max) {
    /** The names of the numbers, in the order of {@link #numbers()}. */
    public static final List<String> NAMES = List.of("norm", "mean", "std", "min", "max");

    /** Returns the summary of some numbers; of at least one. */
    public static Summary of(double[] values) {
        double sum = 0;
        double squares = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            sum += value;
            squares += value * value;
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        double mean = sum / values.length;
        double deviations = 0;
        for (double value : values) {
            deviations += (value - mean) * (value - mean);
        }
        return new Summary(Math.sqrt(squares), mean, Math.sqrt(deviations / values.length), min, max);
    }

    /** Returns the five numbers, in the order of {@link #NAMES}. */
    public double[] numbers() {
        return new double[] {norm, mean, std, min, max};
    }
}
