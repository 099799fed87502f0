package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;

/** The rectifier max(x, 0); its derivative at 0 is 0, as in PyTorch. */
public record Relu() implements Elementwise.Unary {
    @Override
    public String name() {
        return "relu";
    }

    @Override
    public double apply(double x) {
        return x > 0 || Double.isNaN(x) ? x : 0;
    }

    @Override
    public boolean selects() {
        return true;
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return y.gt(Tensor.of(0));
    }
}
