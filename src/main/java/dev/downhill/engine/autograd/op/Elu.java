package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;

/** x where it is positive, else alpha * (exp(x) - 1). Clevert et al., arXiv 1511.07289. */
public record Elu(double alpha) implements Elementwise.Unary {
    @Override
    public String name() {
        return "elu";
    }

    @Override
    public double apply(double x) {
        return x > 0 ? x : alpha * Math.expm1(x);
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return Tensor.apply(new EluSlope(alpha), x);
    }
}
