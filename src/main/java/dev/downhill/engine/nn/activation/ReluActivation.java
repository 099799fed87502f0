package dev.downhill.engine.nn.activation;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;

/** max(x, 0). */
@Named(
        value = "relu",
        text = "max(x, 0).",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.ReLU.html")
public record ReluActivation() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
        return x.relu();
    }
}
