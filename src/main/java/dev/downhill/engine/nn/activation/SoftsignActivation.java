package dev.downhill.engine.nn.activation;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;

/** x / (1 + |x|), between -1 and 1. */
@Named(
        value = "softsign",
        text = "x / (1 + |x|), between -1 and 1.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Softsign.html")
public record SoftsignActivation() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
        return x.softsign();
    }
}
