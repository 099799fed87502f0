package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The binary cross entropy of a logit x, whose probability is sigmoid(x), and a target y.
 *
 * <p>Written x (1 - y) + log(1 + exp(-x)) for a positive x and -x y + log(1 + exp(x)) else: no term overflows, and none is
 * negative, so that none cancels another. No gradient flows to the target.
 */
public record BinaryCrossEntropyWithLogits() implements Elementwise.Binary {
    @Override
    public String name() {
        return "bceWithLogits";
    }

    @Override
    public double apply(double x, double y) {
        double certain = x > 0 ? x * (1 - y) : -x * y;
        return certain + Math.log1p(Math.exp(-Math.abs(x)));
    }

    @Override
    public @Nullable Tensor derivative(int input, Tensor output, List<Tensor> inputs) {
        return input == 0 ? Tensor.apply(new LogitResidual(), inputs.get(0), inputs.get(1)) : null;
    }
}
