package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;

/** The absolute value; its derivative at 0 is 0, as in PyTorch. */
public record Abs() implements Elementwise.Unary {
    @Override
    public String name() {
        return "abs";
    }

    @Override
    public double apply(double x) {
        return Math.abs(x);
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return Tensor.apply(new Sign(), x);
    }
}
