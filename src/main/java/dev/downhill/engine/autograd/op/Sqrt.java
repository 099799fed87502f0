package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;

/** The square root; NaN of a negative number. The slope at 0 is infinite. */
public record Sqrt() implements Elementwise.Unary {
    @Override
    public String name() {
        return "sqrt";
    }

    @Override
    public double apply(double x) {
        return Math.sqrt(x);
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return Tensor.of(0.5).div(y);
    }
}
