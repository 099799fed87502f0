package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;

/** The error function. */
public record Erf() implements Elementwise.Unary {
    @Override
    public String name() {
        return "erf";
    }

    @Override
    public double apply(double x) {
        return NormalDistribution.erf(x);
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return Tensor.apply(Gaussian.ERF, x);
    }
}
