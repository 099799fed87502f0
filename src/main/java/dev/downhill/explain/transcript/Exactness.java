package dev.downhill.explain.transcript;

import dev.downhill.explain.transcript.printout.PrintedNumber;

/**
 * The precision with which printed numbers are compared.
 *
 * @param single whether they were computed in float32
 * @param truncated whether digits were cut off, not rounded
 */
record Exactness(boolean single, boolean truncated) {
    /** The largest share of noise in a number whose digits still mean something. */
    private static final double ONLY_NOISE = 0.02;

    /** The result of a comparison. */
    enum Agreement {
        AGREES,
        DISAGREES,
        /** The digits are those of rounding errors. */
        UNDECIDED
    }

    /** Returns the number to compare with. */
    double right(Value value) {
        return single ? value.single() : value.number();
    }

    Agreement compare(PrintedNumber printed, Value right) {
        double number = printed.value();
        double expected = right(right);
        if (!Double.isFinite(number) || !Double.isFinite(expected)) {
            boolean neither = !Double.isFinite(number) && !Double.isFinite(expected);
            return neither ? Agreement.AGREES : Agreement.DISAGREES;
        }
        double unit = printed.unit();
        if (fits(number, expected, unit, 1e-9 * unit)) {
            return Agreement.AGREES;
        }
        if (single && right.stored() && printed.isLong() && !printed.isSinglePrecision()) {
            return Agreement.DISAGREES;
        }
        double noise = single ? right.singleNoise() : right.noise();
        double tolerance = single ? noise : Math.max(noise, Math.min(right.singleNoise(), unit / 10));
        boolean meaningless = noise > ONLY_NOISE * Math.abs(expected) && noise > unit;
        if (fits(number, expected, unit, tolerance)) {
            return meaningless ? Agreement.UNDECIDED : Agreement.AGREES;
        }
        return Agreement.DISAGREES;
    }

    private boolean fits(double printed, double right, double unit, double tolerance) {
        if (!truncated) {
            return Math.abs(printed - right) <= unit / 2 + tolerance;
        }
        double cut = printed < 0 || (printed == 0 && right < 0) ? printed - right : right - printed;
        return cut >= -tolerance && cut < unit + tolerance;
    }
}
