package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;

/** x where it is positive, else x times a small slope; at 0 the slope, as in PyTorch. */
public record LeakyRelu(double slope) implements Elementwise.Unary {
    @Override
    public String name() {
        return "leakyRelu";
    }

    @Override
    public double apply(double x) {
        return x >= 0 ? x : slope * x;
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return Tensor.of(1).where(x.gt(Tensor.of(0)), Tensor.of(slope));
    }
}
