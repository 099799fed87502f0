package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;

/** The hyperbolic cosine. */
public record Cosh() implements Elementwise.Unary {
    @Override
    public String name() {
        return "cosh";
    }

    @Override
    public double apply(double x) {
        return Math.cosh(x);
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return Tensor.apply(new Sinh(), x);
    }
}
