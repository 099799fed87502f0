package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;

/** The hyperbolic tangent. */
public record Tanh() implements Elementwise.Unary {
    @Override
    public String name() {
        return "tanh";
    }

    @Override
    public double apply(double x) {
        return dev.downhill.engine.kernel.float64.scalar.Functions.tanh(x);
    }

    @Override
    public float apply(float x) {
        return dev.downhill.engine.kernel.float32.scalar.Functions.tanh(x);
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return Tensor.of(1).sub(y.pow(2));
    }
}
