package dev.downhill.engine.autograd;

/** The sine of an angle in radians. */
record Sin() implements Elementwise.Unary {
    @Override
    public String name() {
        return "sin";
    }

    @Override
    public double apply(double x) {
        return Math.sin(x);
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return Tensor.apply(new Cos(), x);
    }
}
