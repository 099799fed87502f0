package dev.downhill.engine.autograd;

/** The logistic function 1 / (1 + exp(-x)), written so that no exponential overflows. */
record Sigmoid() implements Elementwise.Unary {
    @Override
    public String name() {
        return "sigmoid";
    }

    @Override
    public double apply(double x) {
        if (x >= 0) {
            return 1 / (1 + Math.exp(-x));
        }
        double e = Math.exp(x);
        return e / (1 + e);
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return y.mul(Tensor.of(1).sub(y));
    }
}
