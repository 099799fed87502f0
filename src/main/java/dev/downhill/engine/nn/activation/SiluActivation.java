package dev.downhill.engine.nn.activation;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;

/** x * sigmoid(x), also known as swish. Elfwing et al., arXiv 1702.03118; Ramachandran et al., arXiv 1710.05941. */
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
