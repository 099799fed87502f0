package dev.downhill.engine.nn.activation;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;

/** max(x, 0), cut off at 6. The slope is 0 at the bounds themselves, as in PyTorch. */
@Named(
        value = "relu6",
        text = "max(x, 0), cut off at 6.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.ReLU6.html")
public record Relu6Activation() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
        return Cut.between(0, x, 6);
    }
}
