package dev.downhill.engine.loss;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;

/**
 * The binary cross entropy of a logit, whose sigmoid is the probability: {@code torch.nn.BCEWithLogitsLoss}. Large
 * logits lose no digits.
 */
@Named(
        value = "bceWithLogits",
        text = "The binary cross entropy of a logit, whose sigmoid is the probability.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.BCEWithLogitsLoss.html")
public record BinaryCrossEntropyWithLogitsLoss() implements Loss {
    @Override
    public Tensor pointwise(Tensor prediction, Tensor target) {
        return prediction.binaryCrossEntropyWithLogits(target);
    }

    @Override
    public Targets targets() {
        return Targets.LOGIT;
    }
}
