package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;

/** exp(x) - 1, exact also where x is small. */
public record Expm1() implements Elementwise.Unary {
    @Override
    public String name() {
        return "expm1";
    }

    @Override
    public double apply(double x) {
        return Math.expm1(x);
    }

    /** Not y + 1, which cancels far below 0. */
    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return x.exp();
    }
}
