package dev.downhill.engine.nn;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;

/** 1 / (1 + exp(-x)), between 0 and 1. */
@Named(
        value = "sigmoid",
        text = "1 / (1 + exp(-x)), between 0 and 1.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Sigmoid.html")
public record Sigmoid() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
        return x.sigmoid();
    }
}
