package dev.downhill.engine.nn.activation;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;

/** x where it is positive, else x times a small slope. */
@Named(
        value = "leakyRelu",
        text = "x where it is positive, else x times a small slope.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.LeakyReLU.html")
public record LeakyReluActivation(
        @Option(value = "the slope below 0", defaultsTo = "0.01")
        double negativeSlope) implements Activation {
    @Override
    public Tensor apply(Tensor x) {
        return x.leakyRelu(negativeSlope);
    }
}
