package dev.downhill.engine.nn;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;

/** max(x, 0). */
@Named(
        value = "relu",
        text = "max(x, 0).",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.ReLU.html")
public record Relu() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
        return x.relu();
    }
}
