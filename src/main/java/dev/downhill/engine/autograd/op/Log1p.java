package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;

/** The natural logarithm of 1 + x, exact also where x is small. */
public record Log1p() implements Elementwise.Unary {
    @Override
    public String name() {
        return "log1p";
    }

    @Override
    public double apply(double x) {
        return Math.log1p(x);
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return Tensor.of(1).div(x.add(1));
    }
}
