package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;

/**
 * Elliott's sigmoid x / (1 + |x|), PyTorch's softsign.
 *
 * <p>An operation of its own, because the quotient rule on its parts cancels: far from 0 both terms are 1 / |x|, and their
 * difference is 1 / x^2. Elliott, <i>A Better Activation Function for Artificial Neural Networks</i>, 1993.
 */
public record Elliott() implements Elementwise.Unary {
    @Override
    public String name() {
        return "softsign";
    }

    @Override
    public double apply(double x) {
        return x / (1 + Math.abs(x));
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
        return Tensor.of(1).div(x.abs().add(1)).pow(2);
    }
}
