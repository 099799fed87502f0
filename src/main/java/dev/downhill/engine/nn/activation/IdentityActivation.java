package dev.downhill.engine.nn.activation;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;

/** x itself. */
@Named(
        value = "identity",
        text = "x itself.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Identity.html")
public record IdentityActivation() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
        return x;
    }
}
