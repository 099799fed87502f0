package dev.downhill.engine.nn.activation;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;

/** The logarithm of the softmax along the last dimension. */
@Named(
        value = "logSoftmax",
        text = "The logarithm of the softmax.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.LogSoftmax.html")
public record LogSoftmaxActivation() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
        return x.logSoftmax();
    }
}
