package dev.downhill.explain.mistake;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Elementwise;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Numbers rounded to some decimals, as by hand; the gradient passes as if they were not. A tie goes to the even digit, as in Python's
 * {@code round}.
 *
 * @param decimals how many are kept
 */
record Rounding(int decimals) implements Elementwise.Unary {
    /** From this size on a double has no decimals. */
    private static final double WHOLE = 0x1p53;

    @Override
    public String name() {
        return "round";
    }

    @Override
    public double apply(double x) {
        if (!Double.isFinite(x) || Math.abs(x) >= WHOLE) {
            return x;
        }
        return new BigDecimal(x).setScale(decimals, RoundingMode.HALF_EVEN).doubleValue();
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return Tensor.of(1);
    }
}
