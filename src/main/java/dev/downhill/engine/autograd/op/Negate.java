package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;

/** The negative. */
public record Negate() implements Elementwise.Unary {
    @Override
    public String name() {
        return "neg";
    }

    @Override
    public double apply(double x) {
        return -x;
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return Tensor.of(-1);
    }
}
