package dev.downhill.engine.loss;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;

/** The negative log probability of the target class, from one logit for each class. */
@Named(
        value = "crossEntropy",
        text = "The negative log probability of the target class, from one logit for each class.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html")
public record CrossEntropy() implements Loss {
    @Override
    public Tensor pointwise(Tensor prediction, Tensor target) {
        return prediction.logSoftmax().gather(target).neg();
    }

    @Override
    public Targets targets() {
        return Targets.CLASSES;
    }
}
