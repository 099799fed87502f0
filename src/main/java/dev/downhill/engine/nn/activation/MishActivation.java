package dev.downhill.engine.nn.activation;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;

/** x * tanh(softplus(x)). Misra, arXiv 1908.08681. */
@Named(
        value = "mish",
        text = "x * tanh(softplus(x)).",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Mish.html")
public record MishActivation() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
        return x.mul(x.softplus().tanh());
    }
}
