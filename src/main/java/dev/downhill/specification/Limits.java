package dev.downhill.specification;

/**
 * The bounds within which a specification is accepted.
 *
 * @param steps the greatest number of updates
 * @param parameters the greatest number of scalars in all parameters together
 * @param rows the greatest number of rows of data
 * @param values the greatest number of numbers in all data columns together
 * @param recordedValues the greatest number of numbers that a trajectory may hold
 * @param work the greatest steps x scalars in all parameters x rows of a step; a scalar counts at each place of a
 *     convolution and at each entry of a recurrence
 */
public record Limits(long steps, int parameters, int rows, int values, long recordedValues, double work) {
    /** Bounds that a small machine holds easily. */
    public static final Limits DEFAULT = new Limits(10_000_000, 5_000_000, 1_000_000, 20_000_000, 4_000_000, 1e13);
}
