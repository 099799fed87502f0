package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;

/** The sine of an angle in radians. */
public record Sin() implements Elementwise.Unary {
    @Override
    public String name() {
        return "sin";
    }

    @Override
    public double apply(double x) {
        return Math.sin(x);
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return Tensor.apply(new Cos(), x);
    }
}
