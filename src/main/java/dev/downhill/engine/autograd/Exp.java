package dev.downhill.engine.autograd;

/** The exponential function. */
record Exp() implements Elementwise.Unary {
    @Override
    public String name() {
        return "exp";
    }

    @Override
    public double apply(double x) {
        return Math.exp(x);
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return y;
    }
}
