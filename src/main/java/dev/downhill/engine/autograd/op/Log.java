package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;

/** The natural logarithm: -infinity of 0, and NaN of a negative number. */
public record Log() implements Elementwise.Unary {
    @Override
    public String name() {
        return "log";
    }

    @Override
    public double apply(double x) {
        return Math.log(x);
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return Tensor.of(1).div(x);
    }
}
