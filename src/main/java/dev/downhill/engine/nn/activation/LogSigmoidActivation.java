package dev.downhill.engine.nn.activation;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;

/** The logarithm of the sigmoid, computed as -softplus(-x), so that it is finite for every finite x. */
@Named(
        value = "logSigmoid",
        text = "The logarithm of the sigmoid.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.LogSigmoid.html")
public record LogSigmoidActivation() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
        return x.neg().softplus().neg();
    }
}
