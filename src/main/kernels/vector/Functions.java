package dev.downhill.engine.kernel.@dtype@.vector;

import dev.downhill.engine.kernel.Interrupts;
import jdk.incubator.vector.@Real@Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The functions of {@code scalar.Functions}, of several numbers at once and with the same bits: each lane takes the same
 * operations in the same order.
 *
 * <p>They are written in sums and products, which are defined to the last bit. The Vector API's own functions are not the same
 * before and after the method around them was compiled, so that one specification would have several trajectories.
 */
public final class Functions {
    private static final VectorSpecies<@Boxed@> SPECIES = @Real@Vector.SPECIES_PREFERRED;

    /** Adding it to a small whole number puts that into the lowest bits of the sum. */
    private static final @real@ WHOLE = (@real@) (1.5 * (1L << @mantissa@));

    private static final @real@ LOG2_E = (@real@) 1.4426950408889634;
    private static final @real@ LN_2 = (@real@) 0.6931471805599453;

    /** ln(2) - LN_2. */
    private static final @real@ LN_2_REST = (@real@) @ln2Rest@;

    /** The terms of the series; what they leave out is less than a tenth of a number's last place. */
    private static final int TERMS = @terms@;

    private Functions() {}

    /** Writes exp(x[i]) for the first {@code n} numbers. */
    public static void exp(@real@[] x, @real@[] out, int n) {
        int i = 0;
        for (int bound = SPECIES.loopBound(n); i < bound; ) {
            for (int end = Interrupts.until(i, bound, Interrupts.GRAIN); i < end; i += SPECIES.length()) {
                exp(@Real@Vector.fromArray(SPECIES, x, i)).intoArray(out, i);
            }
        }
        for (; i < n; i++) {
            out[i] = dev.downhill.engine.kernel.@dtype@.scalar.Functions.exp(x[i]);
        }
    }

    /** Writes log(x[i]) for the first {@code n} numbers. */
    public static void log(@real@[] x, @real@[] out, int n) {
        dev.downhill.engine.kernel.@dtype@.scalar.Functions.log(x, out, n);
    }

    /** Writes tanh(x[i]) for the first {@code n} numbers. */
    public static void tanh(@real@[] x, @real@[] out, int n) {
        int i = 0;
        for (int bound = SPECIES.loopBound(n); i < bound; ) {
            for (int end = Interrupts.until(i, bound, Interrupts.GRAIN); i < end; i += SPECIES.length()) {
                tanh(@Real@Vector.fromArray(SPECIES, x, i)).intoArray(out, i);
            }
        }
        for (; i < n; i++) {
            out[i] = dev.downhill.engine.kernel.@dtype@.scalar.Functions.tanh(x[i]);
        }
    }

    /**
     * Writes sigmoid(x[i]) for the first {@code n} numbers. The exponentials and the quotients are two loops: in one, the JIT has
     * inlined so much that it boxes the rest, which takes three times as long. In place, where the second loop would not find x,
     * one number follows the other.
     */
    public static void sigmoid(@real@[] x, @real@[] out, int n) {
        if (x == out) {
            dev.downhill.engine.kernel.@dtype@.scalar.Functions.sigmoid(x, out, n);
            return;
        }
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; ) {
            int end = Interrupts.until(i, bound, Interrupts.GRAIN);
            expOfMinusAbs(x, out, i, end);
            sigmoidOfExp(x, out, i, end);
            i = end;
        }
        for (int i = bound; i < n; i++) {
            out[i] = dev.downhill.engine.kernel.@dtype@.scalar.Functions.sigmoid(x[i]);
        }
    }

    /**
     * Writes {@code chosen} where the condition is not 0, and the other elsewhere. The JIT makes a branch of such a choice, which no
     * processor foresees.
     *
     * @param n the numbers to write
     * @param conditions how many numbers an input has, which are repeated: all, those of the last dimensions or, of the others, one
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
        int row = Math.min(Math.min(conditions, choices), others == 1 ? n : others);
        for (int i = 0; i < n; ) {
            for (int end = Interrupts.until(i, n, Interrupts.rows(row) * row); i < end; i += row) {
                if (others == 1) {
                    where(condition, i % conditions, chosen, i % choices, other[0], out, i, row);
                } else {
                    where(condition, i % conditions, chosen, i % choices, other, i % others, out, i, row);
                }
            }
        }
    }

    private static void where(
            @real@[] condition, int c, @real@[] chosen, int a, @real@ other, @real@[] out, int to, int row) {
        int i = 0;
        for (int bound = SPECIES.loopBound(row); i < bound; i += SPECIES.length()) {
            broadcast(other)
                    .blend(
                            @Real@Vector.fromArray(SPECIES, chosen, a + i),
                            @Real@Vector.fromArray(SPECIES, condition, c + i).compare(VectorOperators.NE, 0))
                    .intoArray(out, to + i);
        }
        for (; i < row; i++) {
            out[to + i] = condition[c + i] != 0 ? chosen[a + i] : other;
        }
    }

    private static void where(
            @real@[] condition, int c, @real@[] chosen, int a, @real@[] other, int b, @real@[] out, int to, int row) {
        int i = 0;
        for (int bound = SPECIES.loopBound(row); i < bound; i += SPECIES.length()) {
            @Real@Vector.fromArray(SPECIES, other, b + i)
                    .blend(
                            @Real@Vector.fromArray(SPECIES, chosen, a + i),
                            @Real@Vector.fromArray(SPECIES, condition, c + i).compare(VectorOperators.NE, 0))
                    .intoArray(out, to + i);
        }
        for (; i < row; i++) {
            out[to + i] = condition[c + i] != 0 ? chosen[a + i] : other[b + i];
        }
    }

    private static void expOfMinusAbs(@real@[] x, @real@[] out, int from, int end) {
        for (int i = from; i < end; i += SPECIES.length()) {
            exp(@Real@Vector.fromArray(SPECIES, x, i).abs().neg()).intoArray(out, i);
        }
    }

    /** Writes the sigmoid, where {@code out} holds exp(-|x|). */
    private static void sigmoidOfExp(@real@[] x, @real@[] out, int from, int end) {
        for (int i = from; i < end; i += SPECIES.length()) {
            @Real@Vector e = @Real@Vector.fromArray(SPECIES, out, i);
            VectorMask<@Boxed@> negative = @Real@Vector.fromArray(SPECIES, x, i).lt(0);
            broadcast(1).blend(e, negative).div(e.add(1)).intoArray(out, i);
        }
    }

    /**
     * exp(x) = 2^k exp(r) with |r| at most ln(2) / 2; 2^k in two factors, because k may pass the exponents of a number. The
     * exponential of the least exponent is 0, and a processor needs a hundred times as long to find that out by a product.
     */
    private static @Real@Vector exp(@Real@Vector any) {
        VectorMask<@Boxed@> zero = any.lt((@real@) @leastExponent@);
        @Real@Vector x = any.blend(0, zero).min((@real@) @greatestExponent@);
        @Real@Vector k = x.fma(broadcast(LOG2_E), broadcast(WHOLE)).sub(WHOLE);
        @Real@Vector half = k.fma(broadcast((@real@) 0.5), broadcast(WHOLE));
        @Real@Vector rest = k.sub(half.sub(WHOLE)).add(WHOLE);
        return expm1OfRest(x, k).add(1).mul(powerOfTwo(half)).mul(powerOfTwo(rest)).blend(0, zero);
    }

    /** tanh(x) = e / (e + 2) with e = exp(2x) - 1, for positive x; the sign is put back at the end. */
    private static @Real@Vector tanh(@Real@Vector x) {
        @Real@Vector doubled = x.abs().min((@real@) @flat@).mul(2);
        @Real@Vector whole = doubled.fma(broadcast(LOG2_E), broadcast(WHOLE));
        @Real@Vector power = powerOfTwo(whole);
        @Real@Vector e = power.fma(expm1OfRest(doubled, whole.sub(WHOLE)), power.sub(1));
        var sign = x.reinterpretAs@Whole@s().and(broadcast((@real@) -0.0).reinterpretAs@Whole@s());
        return e.div(e.add(2)).reinterpretAs@Whole@s().or(sign).reinterpretAs@Real@s();
    }

    /** Returns exp(r) - 1 for r = x - k ln(2), by its series. */
    private static @Real@Vector expm1OfRest(@Real@Vector x, @Real@Vector k) {
        @Real@Vector minus = k.neg();
        @Real@Vector r = minus.fma(broadcast(LN_2_REST), minus.fma(broadcast(LN_2), x));
        @Real@Vector sum = TERMS == 8 ? broadcast((@real@) (1 / 40320.0)) : termsOfDoubles(r);
        sum = sum.fma(r, broadcast((@real@) (1 / 5040.0)));
        sum = sum.fma(r, broadcast((@real@) (1 / 720.0)));
        sum = sum.fma(r, broadcast((@real@) (1 / 120.0)));
        sum = sum.fma(r, broadcast((@real@) (1 / 24.0)));
        sum = sum.fma(r, broadcast((@real@) (1 / 6.0)));
        sum = sum.fma(r, broadcast((@real@) 0.5));
        return sum.mul(r).fma(r, r);
    }

    private static @Real@Vector termsOfDoubles(@Real@Vector r) {
        @Real@Vector sum = broadcast((@real@) (1 / 6227020800.0));
        sum = sum.fma(r, broadcast((@real@) (1 / 479001600.0)));
        sum = sum.fma(r, broadcast((@real@) (1 / 39916800.0)));
        sum = sum.fma(r, broadcast((@real@) (1 / 3628800.0)));
        sum = sum.fma(r, broadcast((@real@) (1 / 362880.0)));
        return sum.fma(r, broadcast((@real@) (1 / 40320.0)));
    }

    /** Returns 2^k for a small whole k, given WHOLE + k. */
    private static @Real@Vector powerOfTwo(@Real@Vector whole) {
        return whole.reinterpretAs@Whole@s()
                .add(@bias@)
                .lanewise(VectorOperators.LSHL, @mantissa@)
                .reinterpretAs@Real@s();
    }

    private static @Real@Vector broadcast(@real@ number) {
        return @Real@Vector.broadcast(SPECIES, number);
    }
}
