package dev.downhill.engine.autograd;

/** The logarithm of the hyperbolic cosine, exact near 0 and finite far from it. */
record LogCosh() implements Elementwise.Unary {
    @Override
    public String name() {
        return "logCosh";
    }

    @Override
    public double apply(double x) {
        return Math.abs(x) < 1
                ? Math.log1p(2 * Math.pow(Math.sinh(x / 2), 2))
                : Math.abs(x) + Math.log1p(Math.exp(-2 * Math.abs(x))) - Math.log(2);
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return x.tanh();
    }
}
