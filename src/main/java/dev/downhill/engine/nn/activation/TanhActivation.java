package dev.downhill.engine.nn.activation;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;

/** The hyperbolic tangent, between -1 and 1. */
@Named(
        value = "tanh",
        text = "The hyperbolic tangent, between -1 and 1.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Tanh.html")
public record TanhActivation() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
        return x.tanh();
    }
}
