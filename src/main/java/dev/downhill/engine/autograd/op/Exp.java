package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;

/**
 * The exponential function, to a unit or two in the last place.
 *
 * <p>It is the project's own, so that one number and a vector of them have the same bits:
 * docs/decisions/0015-exponentials-of-our-own.md.
 */
public record Exp() implements Elementwise.Unary {
    @Override
    public String name() {
        return "exp";
    }

    @Override
    public double apply(double x) {
        return dev.downhill.engine.kernel.float64.scalar.Functions.exp(x);
    }

    @Override
    public float apply(float x) {
        return dev.downhill.engine.kernel.float32.scalar.Functions.exp(x);
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return y;
    }
}
