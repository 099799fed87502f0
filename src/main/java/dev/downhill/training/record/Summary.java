package dev.downhill.training.record;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    /** Squares of larger numbers may be infinite, and those of numbers that are smaller than its inverse zero. */
    private static final double LARGEST_TO_SQUARE = 0x1p480;

    /** Returns the summary of some numbers; of at least one. */
    public static Summary of(double[] values) {
        Summary plain = plain(values);
        double largest = Math.max(Math.abs(plain.min), Math.abs(plain.max));
        boolean squares = largest == 0 || (largest <= LARGEST_TO_SQUARE && largest >= 1 / LARGEST_TO_SQUARE);
        return squares || !Double.isFinite(largest) ? plain : plain.scaled(values, Math.getExponent(largest));
    }

    /** Divides by a power of two before squares are added, and multiplies by it afterwards. */
    private Summary scaled(double[] values, int exponent) {
        Summary part = plain(
                Arrays.stream(values).map(value -> Math.scalb(value, -exponent)).toArray());
        return new Summary(
                Math.scalb(part.norm, exponent),
                Math.scalb(part.mean, exponent),
                Math.scalb(part.std, exponent),
                min,
                max);
    }

    private static Summary plain(double[] values) {
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

    /** Returns the five numbers by their names, as JSON shows them: null where one is not finite. */
    public Map<String, @Nullable Double> byName() {
        return byName(numbers());
    }

    /** Returns five numbers, in the order of {@link #NAMES}, as {@link #byName()} does. */
    public static Map<String, @Nullable Double> byName(double[] numbers) {
        Map<String, @Nullable Double> shown = new LinkedHashMap<>();
        for (int i = 0; i < numbers.length; i++) {
            shown.put(NAMES.get(i), Double.isFinite(numbers[i]) ? (Double) numbers[i] : null);
        }
        return shown;
    }
}
