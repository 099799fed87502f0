package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;

/** The hyperbolic sine. */
public record Sinh() implements Elementwise.Unary {
    @Override
    public String name() {
        return "sinh";
    }

    @Override
    public double apply(double x) {
        return Math.sinh(x);
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return Tensor.apply(new Cosh(), x);
    }
}
