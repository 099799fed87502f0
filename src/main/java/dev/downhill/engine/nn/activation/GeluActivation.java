package dev.downhill.engine.nn.activation;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;

/** x times the standard normal distribution function of x, exact. Hendrycks and Gimpel, arXiv 1606.08415. */
@Named(
        value = "gelu",
        text = "x times the normal distribution function of x.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.GELU.html")
public record GeluActivation() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
        return x.gelu();
    }
}
