package dev.downhill.engine.autograd;

import dev.downhill.engine.kernel.ErrorFunction;

/** The error function. */
record Erf() implements Elementwise.Unary {
    @Override
    public String name() {
        return "erf";
    }

    @Override
    public double apply(double x) {
        return ErrorFunction.erf(x);
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return x.pow(2).neg().exp().mul(2 / Math.sqrt(Math.PI));
    }
}
