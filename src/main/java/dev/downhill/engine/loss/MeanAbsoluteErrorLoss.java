package dev.downhill.engine.loss;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;

/**
 * The absolute difference between prediction and target, |yPred - y|; its gradient at 0 is 0. The mean comes from the
 * {@link Reduction}.
 */
@Named(
        value = "mae",
        text = "The absolute difference between prediction and target.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.L1Loss.html")
public record MeanAbsoluteErrorLoss() implements Loss {
    @Override
    public Tensor pointwise(Tensor prediction, Tensor target) {
        return prediction.sub(target).abs();
    }
}
