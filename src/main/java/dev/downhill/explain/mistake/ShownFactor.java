package dev.downhill.explain.mistake;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Elementwise;

/**
 * Numbers that a program prints with a factor, although its gradient is that of the numbers without.
 *
 * @param factor 0.5 where it prints half of the loss that it minimizes
 */
record ShownFactor(double factor) implements Elementwise.Unary {
    @Override
    public String name() {
        return "shownFactor";
    }

    @Override
    public double apply(double x) {
        return factor * x;
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return Tensor.of(1);
    }
}
