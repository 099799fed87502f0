package dev.downhill.engine.nn;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;

/** x times the normal distribution function of x. */
@Named(
        value = "gelu",
        text = "x times the normal distribution function of x.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.GELU.html")
public record Gelu() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
        return x.gelu();
    }
}
