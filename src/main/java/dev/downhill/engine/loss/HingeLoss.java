package dev.downhill.engine.loss;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;

/** max(0, 1 - y * yPred), for targets of -1 and 1. */
@Named(
        value = "hinge",
        text = "max(0, 1 - y * yPred), for targets of -1 and 1.",
        source = "https://en.wikipedia.org/wiki/Hinge_loss")
public record HingeLoss() implements Loss {
    @Override
    public Tensor pointwise(Tensor prediction, Tensor target) {
        return Tensor.of(1).sub(target.mul(prediction)).relu();
    }

    @Override
    public Targets targets() {
        return Targets.MARGIN;
    }
}
