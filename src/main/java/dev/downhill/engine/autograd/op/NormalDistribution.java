package dev.downhill.engine.autograd.op;

/**
 * The normal distribution and the error function, each to a few units in the last place of its own size, however far in a
 * tail.
 *
 * <p>A tail is exp(-x * x) times a function that varies slowly: (1 + 2 x) exp(x * x) erfc(x), which is 1 at 0 and
 * 2 / sqrt(pi) at infinity, as a polynomial in (x - 3) / (x + 3). Shepherd and Laframboise, <i>Chebyshev Approximation of
 * (1 + 2x) exp(x^2) erfc x</i>, 1981. The script {@code src/test/python/normal_distribution.py} gives the coefficients.
 */
final class NormalDistribution {
    /** Below, exp has no more digits to give. */
    private static final double LEAST_EXPONENT = -746;

    private static final double NEAR_THE_MIDDLE = 0.7;
    private static final double ROOT_TWO = Math.sqrt(2);
    private static final double ROOT_HALF = Math.sqrt(0.5);
    private static final double TWO_OVER_ROOT_PI = 1.1283791670955126;
    private static final double[] TAIL = {
        1.2530080582697296,
        -0.1356211061245812,
        -0.04756229435345109,
        0.12964515870276475,
        -0.11927366341528023,
        0.06830802734384515,
        -0.023770514919506852,
        0.0025293918180474668,
        0.0018886903716907627,
        -0.0007798322884823084,
        -0.00010515990108729849,
        0.0001250994355712812,
        4.949988662264347e-06,
        -2.0100843094844725e-05,
        -7.33143259743597e-07,
        3.473024167841533e-06,
        3.603910925712771e-07,
        -6.175617678992323e-07,
        -1.4683175494120584e-07,
        1.0277997488271058e-07,
        4.6950946691614734e-08,
        -1.3906145791730994e-08,
        -1.1734464137789657e-08,
        1.2019719440135793e-09,
        2.0626322959832455e-09,
        -3.451497487664328e-11,
        -1.881936630944858e-10,
    };
    private static final double[] TAYLOR = taylor(20);

    private NormalDistribution() {}

    /** Returns how probable a number up to x is. */
    static double cdf(double x) {
        double z = Math.abs(x);
        if (z < NEAR_THE_MIDDLE) {
            return 0.5 + 0.5 * erf(x * ROOT_HALF);
        }
        double tail = tail(0.5, z, slowly(z * ROOT_HALF), Math.fma(2 * ROOT_TWO, z, 2));
        return x < 0 ? tail : 1 - tail;
    }

    /** Returns the error function. */
    static double erf(double x) {
        double z = Math.abs(x);
        if (z < 1) {
            return x * polynomial(TAYLOR, x * x);
        }
        return Math.copySign(1 - tail(1, z, slowly(z), 1 + 2 * z), x);
    }

    /**
     * Returns exp(-rate * x * x). The square is taken with what its rounding lost, which a large exponent would magnify.
     *
     * @param rate a power of 2
     */
    static double gaussian(double rate, double x) {
        double square = x * x;
        if (-rate * square < LEAST_EXPONENT) {
            return 0;
        }
        double lost = Math.fma(x, x, -square);
        double power = Math.exp(-rate * square);
        return Math.fma(-power, rate * lost, power);
    }

    /** Returns gaussian(rate, x) * numerator / denominator, rounded once more than its parts. */
    private static double tail(double rate, double x, double numerator, double denominator) {
        double square = x * x;
        if (-rate * square < LEAST_EXPONENT) {
            return 0;
        }
        double power = Math.exp(-rate * square);
        double quotient = numerator / denominator;
        double rest = Math.fma(-quotient, denominator, numerator) / denominator;
        double lost = rate * Math.fma(x, x, -square);
        return Math.fma(power, quotient, power * (rest - lost * quotient));
    }

    /** Returns (1 + 2 x) exp(x * x) erfc(x), for x from 0. */
    private static double slowly(double x) {
        return polynomial(TAIL, 1 - 6 / (x + 3));
    }

    private static double polynomial(double[] coefficients, double x) {
        double sum = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            sum = Math.fma(sum, x, coefficients[i]);
        }
        return sum;
    }

    /** erf(x) / x in powers of x * x. */
    private static double[] taylor(int terms) {
        double[] coefficients = new double[terms];
        double factorial = 1;
        for (int n = 0; n < terms; n++) {
            coefficients[n] = TWO_OVER_ROOT_PI / (factorial * (2 * n + 1));
            factorial *= -(n + 1);
        }
        return coefficients;
    }
}
