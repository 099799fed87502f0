package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;

/** The logarithm of the hyperbolic cosine, exact near 0 and finite far from it. Its derivative is tanh(x). */
public record LogCosh() implements Elementwise.Unary {
    @Override
    public String name() {
        return "logCosh";
    }

    @Override
    public double apply(double x) {
        double distance = Math.abs(x);
        if (distance < 1) {
            double grown = Math.expm1(distance);
            return Math.log1p(grown * grown / (2 + 2 * grown));
        }
        return distance + Math.log1p(Math.exp(-2 * distance)) - Math.log(2);
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return x.tanh();
    }
}
