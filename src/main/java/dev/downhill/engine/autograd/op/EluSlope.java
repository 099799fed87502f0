package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;
import java.util.List;

/**
 * The derivative of {@link Elu}: 1 where x is positive, else alpha * exp(x).
 *
 * <p>PyTorch takes it from the output, as elu(x) + alpha, which cancels far below 0: at -30 three digits are left, at -40 none.
 */
record EluSlope(double alpha) implements Elementwise.Unary {
    @Override
    public String name() {
        return "eluSlope";
    }

    @Override
    public double apply(double x) {
        return x > 0 ? 1 : alpha * Math.exp(x);
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return Tensor.of(0).where(x.gt(Tensor.of(0)), y);
    }

    @Override
    public String text(List<String> inputs) {
        String x = inputs.getFirst();
        return "where(" + x + " > 0, 1, " + (alpha == 1 ? "" : alpha + " * ") + "exp(" + x + "))";
    }
}
