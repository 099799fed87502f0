package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;

/** The cosine of an angle in radians. */
public record Cos() implements Elementwise.Unary {
    @Override
    public String name() {
        return "cos";
    }

    @Override
    public double apply(double x) {
        return Math.cos(x);
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return Tensor.apply(new Sin(), x).neg();
    }
}
