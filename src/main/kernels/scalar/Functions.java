package dev.downhill.engine.kernel.@dtype@.scalar;

import dev.downhill.engine.kernel.Interrupts;

/**
 * The exponential, the hyperbolic tangent and the logistic function, to a unit or two in the last place.
 *
 * <p>They are sums and products in one order, which Java defines to the last bit; {@code vector.Functions} does the same to
 * several numbers at once. One number, many numbers, interpreted or compiled: the result has the same bits.
 */
public final class Functions {
    /** Adding it to a small whole number puts that into the lowest bits of the sum. */
    private static final @real@ WHOLE = (@real@) (1.5 * (1L << @mantissa@));

    private static final @real@ LOG2_E = (@real@) 1.4426950408889634;
    private static final @real@ LN_2 = (@real@) 0.6931471805599453;

    /** ln(2) - LN_2. */
    private static final @real@ LN_2_REST = (@real@) @ln2Rest@;

    /** The terms of the series; what they leave out is less than a tenth of a number's last place. */
    private static final int TERMS = @terms@;

    private Functions() {}

    /** Returns exp(x) = 2^k exp(r) with |r| at most ln(2) / 2; 2^k in two factors, because k may exceed the exponents of a number. */
    public static @real@ exp(@real@ any) {
        @real@ x = Math.min(Math.max(any, (@real@) @leastExponent@), (@real@) @greatestExponent@);
        @real@ k = Math.fma(x, LOG2_E, WHOLE) - WHOLE;
        @real@ half = Math.fma(k, (@real@) 0.5, WHOLE);
        @real@ rest = k - (half - WHOLE) + WHOLE;
        return (expm1OfRest(x, k) + 1) * powerOfTwo(half) * powerOfTwo(rest);
    }

    /** Returns tanh(x) = e / (e + 2) with e = exp(2 |x|) - 1, and the sign of x. */
    public static @real@ tanh(@real@ x) {
        @real@ doubled = Math.min(Math.abs(x), (@real@) @flat@) * 2;
        @real@ whole = Math.fma(doubled, LOG2_E, WHOLE);
        @real@ power = powerOfTwo(whole);
        @real@ e = Math.fma(power, expm1OfRest(doubled, whole - WHOLE), power - 1);
        return Math.copySign(e / (e + 2), x);
    }

    /** Returns 1 / (1 + exp(-x)), which is exp(x) / (1 + exp(x)): the exponential of a number that is not positive. */
    public static @real@ sigmoid(@real@ x) {
        @real@ e = exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (e + 1);
    }

    /** Returns exp(r) - 1 for r = x - k ln(2), by its series. */
    private static @real@ expm1OfRest(@real@ x, @real@ k) {
        @real@ r = Math.fma(-k, LN_2_REST, Math.fma(-k, LN_2, x));
        @real@ sum = TERMS == 8 ? (@real@) (1 / 40320.0) : termsOfDoubles(r);
        sum = Math.fma(sum, r, (@real@) (1 / 5040.0));
        sum = Math.fma(sum, r, (@real@) (1 / 720.0));
        sum = Math.fma(sum, r, (@real@) (1 / 120.0));
        sum = Math.fma(sum, r, (@real@) (1 / 24.0));
        sum = Math.fma(sum, r, (@real@) (1 / 6.0));
        sum = Math.fma(sum, r, (@real@) 0.5);
        return Math.fma(sum * r, r, r);
    }

    private static @real@ termsOfDoubles(@real@ r) {
        @real@ sum = (@real@) (1 / 6227020800.0);
        sum = Math.fma(sum, r, (@real@) (1 / 479001600.0));
        sum = Math.fma(sum, r, (@real@) (1 / 39916800.0));
        sum = Math.fma(sum, r, (@real@) (1 / 3628800.0));
        sum = Math.fma(sum, r, (@real@) (1 / 362880.0));
        return Math.fma(sum, r, (@real@) (1 / 40320.0));
    }

    /** Returns 2^k for a small whole k, given WHOLE + k. */
    private static @real@ powerOfTwo(@real@ whole) {
        return @Real@.@fromBits@((@Boxed@.@bits@(whole) + @bias@) << @mantissa@);
    }

    /** Writes exp(x[i]) for the first {@code n} numbers. */
    public static void exp(@real@[] x, @real@[] out, int n) {
        for (int i = 0; i < n; ) {
            for (int end = Interrupts.until(i, n, Interrupts.GRAIN); i < end; i++) {
                out[i] = exp(x[i]);
            }
        }
    }

    /** Writes log(x[i]) for the first {@code n} numbers. */
    public static void log(@real@[] x, @real@[] out, int n) {
        for (int i = 0; i < n; ) {
            for (int end = Interrupts.until(i, n, Interrupts.GRAIN); i < end; i++) {
                out[i] = (@real@) Math.log(x[i]);
            }
        }
    }

    /** Writes tanh(x[i]) for the first {@code n} numbers. */
    public static void tanh(@real@[] x, @real@[] out, int n) {
        for (int i = 0; i < n; ) {
            for (int end = Interrupts.until(i, n, Interrupts.GRAIN); i < end; i++) {
                out[i] = tanh(x[i]);
            }
        }
    }

    /** Writes sigmoid(x[i]) for the first {@code n} numbers. */
    public static void sigmoid(@real@[] x, @real@[] out, int n) {
        for (int i = 0; i < n; ) {
            for (int end = Interrupts.until(i, n, Interrupts.GRAIN); i < end; i++) {
                out[i] = sigmoid(x[i]);
            }
        }
    }

    /**
     * Writes {@code chosen} where the condition is not 0, and the other elsewhere.
     *
     * @param n the numbers to write
     * @param conditions how many numbers an input has, which are repeated
     */
    public static void where(
            @real@[] condition,
            @real@[] chosen,
            @real@[] other,
            @real@[] out,
            int n,
            int conditions,
            int choices,
            int others) {
        for (int i = 0; i < n; ) {
            for (int end = Interrupts.until(i, n, Interrupts.GRAIN); i < end; i++) {
                out[i] = condition[i % conditions] != 0 ? chosen[i % choices] : other[i % others];
            }
        }
    }
}
