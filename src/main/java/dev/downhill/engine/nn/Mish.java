package dev.downhill.engine.nn;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;

/** x * tanh(softplus(x)). */
@Named(
        value = "mish",
        text = "x * tanh(softplus(x)).",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Mish.html")
public record Mish() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
        return x.mul(x.softplus().tanh());
    }
}
