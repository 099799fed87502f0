package dev.downhill.engine.autograd;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The binary cross entropy of a logit x, whose probability is sigmoid(x), and a target y.
 *
 * <p>Written max(x, 0) - x y + log(1 + exp(-|x|)), which nothing overflows. No gradient flows to the target.
 */
record BinaryCrossEntropyWithLogits() implements Elementwise.Binary {
    @Override
    public String name() {
        return "bceWithLogits";
    }

    @Override
    public double apply(double x, double y) {
        return Math.max(x, 0) - x * y + Math.log1p(Math.exp(-Math.abs(x)));
    }

    @Override
    public @Nullable Tensor derivative(int input, Tensor output, List<Tensor> inputs) {
        return input == 0 ? inputs.get(0).sigmoid().sub(inputs.get(1)) : null;
    }
}
