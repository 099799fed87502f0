package dev.downhill.engine.nn.activation;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;

/**
 * The sine, as in sinusoidal representation networks, without their factor of 30. Sitzmann et al., arXiv 2006.09661.
 */
@Named(
        value = "sine",
        text = "The sine, as in sinusoidal representation networks.",
        source = "https://arxiv.org/abs/2006.09661")
public record SineActivation() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
        return x.sin();
    }
}
