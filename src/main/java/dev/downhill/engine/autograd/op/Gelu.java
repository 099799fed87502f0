package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;

/** The Gaussian error linear unit x * Phi(x), exact, not the tanh approximation. Hendrycks and Gimpel, arXiv 1606.08415. */
public record Gelu() implements Elementwise.Unary {
    @Override
    public String name() {
        return "gelu";
    }

    @Override
    public double apply(double x) {
        return x * NormalDistribution.cdf(x);
    }

    /** Phi(x) + x * phi(x); far below 0 the second term is the larger, so that nothing cancels but near the minimum at -0.75. */
    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return Tensor.apply(new NormalCdf(), x).add(x.mul(Tensor.apply(Gaussian.NORMAL, x)));
    }
}
