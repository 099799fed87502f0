package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;

/**
 * The logistic function 1 / (1 + exp(-x)), written so that no exponential overflows.
 *
 * <p>The derivative is y (1 - y): it is 0 from x = 36.8 on, as docs/decisions/0012-derivatives-with-all-their-digits.md
 * explains.
 */
public record Sigmoid() implements Elementwise.Unary {
    @Override
    public String name() {
        return "sigmoid";
    }

    @Override
    public double apply(double x) {
        return dev.downhill.engine.kernel.float64.scalar.Functions.sigmoid(x);
    }

    @Override
    public float apply(float x) {
        return dev.downhill.engine.kernel.float32.scalar.Functions.sigmoid(x);
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return y.mul(Tensor.of(1).sub(y));
    }
}
