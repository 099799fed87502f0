package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;

/**
 * The soft rectifier log(1 + exp(x)), exact at both extremes.
 *
 * <p>PyTorch's returns x itself above a threshold of 20; there the two differ by less than 2.1e-9. See
 * docs/decisions/0007-exact-where-torch-is-cut-off.md.
 */
public record Softplus() implements Elementwise.Unary {
    @Override
    public String name() {
        return "softplus";
    }

    @Override
    public double apply(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return x.sigmoid();
    }
}
