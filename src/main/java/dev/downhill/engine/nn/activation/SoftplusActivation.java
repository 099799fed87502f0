package dev.downhill.engine.nn.activation;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;

/** log(1 + exp(x)), a smooth relu; PyTorch's with beta = 1, but exact above its threshold. */
@Named(
        value = "softplus",
        text = "log(1 + exp(x)), a smooth relu.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Softplus.html")
public record SoftplusActivation() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
        return x.softplus();
    }
}
