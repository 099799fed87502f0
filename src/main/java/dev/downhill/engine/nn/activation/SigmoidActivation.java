package dev.downhill.engine.nn.activation;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;

/** 1 / (1 + exp(-x)), between 0 and 1. */
@Named(
        value = "sigmoid",
        text = "1 / (1 + exp(-x)), between 0 and 1.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Sigmoid.html")
public record SigmoidActivation() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
        return x.sigmoid();
    }
}
