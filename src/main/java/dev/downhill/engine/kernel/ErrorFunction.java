package dev.downhill.engine.kernel;

/**
 * The error function, {@code 2 / sqrt(pi)} times the integral of {@code exp(-t * t)} from 0 to x.
 *
 * <p>Below 3 the series of Abramowitz and Stegun 7.1.6, whose terms are all positive, so that nothing cancels; above it
 * the continued fraction 7.1.14 of the complement. Either way to a few units in the last place.
 */
public final class ErrorFunction {
    private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);
    private static final double SERIES_LIMIT = 3;
    private static final double ONE_LIMIT = 6;
    private static final int FRACTION_TERMS = 60;

    private ErrorFunction() {}

    /** Returns erf(x), odd in x, between -1 and 1. */
    public static double erf(double x) {
        double magnitude = Math.abs(x);
        if (Double.isNaN(x)) {
            return x;
        }
        if (magnitude >= ONE_LIMIT) {
            return Math.signum(x);
        }
        return magnitude < SERIES_LIMIT ? series(x) : Math.signum(x) * (1 - complement(magnitude));
    }

    private static double series(double x) {
        double square = x * x;
        double term = x;
        double total = x;
        for (int n = 1; Math.abs(term) > Math.abs(total) * 1e-17; n++) {
            term *= 2 * square / (2 * n + 1);
            total += term;
        }
        return TWO_OVER_ROOT_PI * Math.exp(-square) * total;
    }

    private static double complement(double x) {
        double fraction = x;
        for (int n = FRACTION_TERMS; n >= 1; n--) {
            fraction = x + n / 2.0 / fraction;
        }
        return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
    }
}
