package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * -(y log p + (1 - y) log(1 - p)) of a probability p and a target y.
 *
 * <p>As in PyTorch a logarithm is at least -100 and the divisor of the derivative at least 1e-12, so that p = 0 and p = 1
 * stay finite. Constant in y: no gradient flows to the target.
 */
public record BinaryCrossEntropy() implements Elementwise.Binary {
    private static final double LEAST_LOGARITHM = -100;
    private static final double LEAST_DIVISOR = 1e-12;

    @Override
    public String name() {
        return "bce";
    }

    @Override
    public double apply(double p, double y) {
        return y * -Math.max(Math.log(p), LEAST_LOGARITHM) + (1 - y) * -Math.max(Math.log1p(-p), LEAST_LOGARITHM);
    }

    @Override
    public @Nullable Tensor derivative(int input, Tensor output, List<Tensor> inputs) {
        Tensor p = inputs.get(0);
        Tensor divisor = p.mul(Tensor.of(1).sub(p)).maximum(Tensor.of(LEAST_DIVISOR));
        return input == 0 ? p.sub(inputs.get(1)).div(divisor) : null;
    }
}
