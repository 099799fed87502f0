package dev.downhill.explain.gradient;

/**
 * Difference quotients over ever smaller distances. The result is the quotient that the next smaller distance confirms
 * best.
 *
 * <p>The error estimate includes rounding; otherwise a distance over which the function does not change would confirm a
 * slope of 0. There is a limit if two quotients are alike, or if each change is much smaller than the previous one, as
 * when the slope approaches 0. At a jump, a pole or the end of a root the changes grow.
 */
final class Convergence {
    private static final double ALIKE = 1e-3;
    private static final double MUCH_SMALLER = 0.5;

    /** A function's own rounding, in units in the last place of its value. */
    private static final double ROUNDINGS = 64;

    private double before = Double.NaN;
    private double lastChange = Double.NaN;
    private boolean shrinks;
    private double best = Double.NaN;
    private double leastDoubt = Double.POSITIVE_INFINITY;
    private boolean settled;

    /**
     * Takes the quotient of the next smaller distance.
     *
     * @param noise what one unit in the last place of the function does to it
     */
    void next(double quotient, double noise) {
        double change = Math.abs(quotient - before);
        boolean isSmaller = change <= MUCH_SMALLER * lastChange;
        if (change + noise < leastDoubt) {
            leastDoubt = change + noise;
            best = before;
            boolean alike = change <= ALIKE * Math.abs(quotient) + ROUNDINGS * noise;
            settled = alike || (isSmaller && shrinks);
        }
        shrinks = isSmaller;
        lastChange = change;
        before = quotient;
    }

    /** Returns whether there is a limit. */
    boolean settled() {
        return settled;
    }

    /** Returns the quotient that counts; NaN where no two of them were finite. */
    double best() {
        return best;
    }

    /** Returns how far the next quotient was from it. */
    double doubt() {
        return leastDoubt;
    }
}
