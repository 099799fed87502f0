package dev.downhill.engine.nn.activation;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;

/** x, cut off at -1 and 1. The slope is 0 at the bounds themselves, as in PyTorch. */
@Named(
        value = "hardtanh",
        text = "x, cut off at -1 and 1.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Hardtanh.html")
public record HardtanhActivation() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
        return Cut.between(-1, x, 1);
    }
}
