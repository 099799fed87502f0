package dev.downhill.engine.nn.activation;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;

/** x * sigmoid(x). */
@Named(
        value = "silu",
        text = "x * sigmoid(x).",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.SiLU.html")
public record SiluActivation() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
        return x.mul(x.sigmoid());
    }
}
