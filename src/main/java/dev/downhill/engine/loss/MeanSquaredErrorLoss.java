package dev.downhill.engine.loss;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;

/** The squared difference between prediction and target, (yPred - y)². The mean comes from the {@link Reduction}. */
@Named(
        value = "mse",
        text = "The squared difference between prediction and target.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.MSELoss.html")
public record MeanSquaredErrorLoss() implements Loss {
    @Override
    public Tensor pointwise(Tensor prediction, Tensor target) {
        return prediction.sub(target).pow(2);
    }
}
