package dev.downhill.engine.nn.activation;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;

/** The scaled exponential linear unit, which keeps mean and variance. Klambauer et al., arXiv 1706.02515. */
@Named(
        value = "selu",
        text = "The scaled exponential linear unit, which keeps mean and variance.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.SELU.html")
public record SeluActivation() implements Activation {
    /** Klambauer et al., arXiv 1706.02515. */
    private static final double ALPHA = 1.6732632423543772;

    private static final double SCALE = 1.0507009873554805;

    @Override
    public Tensor apply(Tensor x) {
        return x.elu(ALPHA).mul(SCALE);
    }
}
