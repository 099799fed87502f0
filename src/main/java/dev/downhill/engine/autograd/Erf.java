package dev.downhill.engine.autograd;

/** The error function. */
record Erf() implements Elementwise.Unary {
    @Override
    public String name() {
        return "erf";
    }

    @Override
    public double apply(double x) {
        return NormalDistribution.erf(x);
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return Tensor.apply(Gaussian.ERF, x);
    }
}
