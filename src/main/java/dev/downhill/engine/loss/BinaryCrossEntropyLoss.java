package dev.downhill.engine.loss;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;

/**
 * The binary cross entropy of a probability: -(y log yPred + (1 - y) log(1 - yPred)). A logarithm is at least -100, as
 * in {@code torch.nn.BCELoss}.
 */
@Named(
        value = "bce",
        text = "The binary cross entropy of a probability.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.BCELoss.html")
public record BinaryCrossEntropyLoss() implements Loss {
    @Override
    public Tensor pointwise(Tensor prediction, Tensor target) {
        return prediction.binaryCrossEntropy(target);
    }

    @Override
    public Targets targets() {
        return Targets.PROBABILITY;
    }
}
