package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;

/**
 * The hyperbolic tangent, to a unit or two in the last place.
 *
 * <p>The derivative is 1 - y²: it is 0 from |x| = 19.1 on, as docs/decisions/0012-derivatives-with-all-their-digits.md
 * explains.
 */
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
