package dev.downhill.engine.autograd;

import dev.downhill.engine.kernel.ErrorFunction;

/** The Gaussian error linear unit x * Phi(x), exact, not the tanh approximation. Hendrycks and Gimpel, arXiv 1606.08415. */
record Gelu() implements Elementwise.Unary {
    @Override
    public String name() {
        return "gelu";
    }

    @Override
    public double apply(double x) {
        return x * 0.5 * (1 + ErrorFunction.erf(x / Math.sqrt(2)));
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return Tensor.apply(new Erf(), x.div(Math.sqrt(2)))
                .add(1)
                .mul(0.5)
                .add(x.mul(x.pow(2).mul(-0.5).exp()).mul(1 / Math.sqrt(2 * Math.PI)));
    }
}
