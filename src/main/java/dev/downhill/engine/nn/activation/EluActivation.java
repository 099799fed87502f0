package dev.downhill.engine.nn.activation;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;

/** x where it is positive, else alpha * (exp(x) - 1). Clevert, Unterthiner and Hochreiter, arXiv 1511.07289. */
@Named(
        value = "elu",
        text = "x where it is positive, else alpha * (exp(x) - 1).",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.ELU.html")
public record EluActivation(
        @Option(value = "the depth below 0", defaultsTo = "1")
        double alpha) implements Activation {
    @Override
    public Tensor apply(Tensor x) {
        return x.elu(alpha);
    }
}
