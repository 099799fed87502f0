package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;

/** The tangent of an angle in radians. */
public record Tan() implements Elementwise.Unary {
    @Override
    public String name() {
        return "tan";
    }

    @Override
    public double apply(double x) {
        return Math.tan(x);
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return y.pow(2).add(1);
    }
}
