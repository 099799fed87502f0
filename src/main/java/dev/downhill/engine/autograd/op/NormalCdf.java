package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;

/** The standard normal distribution function: how probable a number up to x is. */
record NormalCdf() implements Elementwise.Unary {
    @Override
    public String name() {
        return "normalCdf";
    }

    @Override
    public double apply(double x) {
        return NormalDistribution.cdf(x);
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return Tensor.apply(Gaussian.NORMAL, x);
    }
}
