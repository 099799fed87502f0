package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;
import java.util.List;

/**
 * sigmoid(x) - y, how far the probability of a logit x is from a target y.
 *
 * <p>For a positive x it is (1 - y) - sigmoid(-x): a probability near 1 has no digits left for what it lacks to 1.
 */
record LogitResidual() implements Elementwise.Binary {
    @Override
    public String name() {
        return "logitResidual";
    }

    @Override
    public double apply(double x, double y) {
        double e = Math.exp(-Math.abs(x));
        double lesser = e / (1 + e);
        return x > 0 ? 1 - y - lesser : lesser - y;
    }

    @Override
    public Tensor derivative(int input, Tensor output, List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        return input == 0 ? x.sigmoid().mul(x.neg().sigmoid()) : Tensor.of(-1);
    }

    @Override
    public String text(List<String> inputs) {
        return "sigmoid(" + inputs.get(0) + ") - " + inputs.get(1);
    }
}
