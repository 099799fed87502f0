package dev.downhill.engine.nn.init;

import dev.downhill.engine.catalog.Named;
import java.util.random.RandomGenerator;

/**
 * Uniform between -1 / sqrt(fanIn) and 1 / sqrt(fanIn): the default of torch.nn.Linear. The variance is 1 / (3 fanIn).
 */
@Named(
        value = "fanIn",
        text = "Uniform between -1 / sqrt(fanIn) and 1 / sqrt(fanIn): the default of torch.nn.Linear.",
        source = "https://docs.pytorch.org/docs/stable/nn.init.html")
public record FanIn() implements Initializer {
    @Override
    public double element(int fanIn, int fanOut, RandomGenerator random) {
        return (2 * random.nextDouble() - 1) / Math.sqrt(fanIn);
    }
}
