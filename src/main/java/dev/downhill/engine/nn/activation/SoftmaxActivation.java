package dev.downhill.engine.nn.activation;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;

/** exp(x) over its sum along the last dimension. */
@Named(
        value = "softmax",
        text = "exp(x) over its sum along the last dimension.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Softmax.html")
public record SoftmaxActivation() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
        return x.softmax();
    }
}
