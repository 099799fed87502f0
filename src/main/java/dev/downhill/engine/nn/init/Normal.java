package dev.downhill.engine.nn.init;

import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;
import java.util.random.RandomGenerator;

/** Normal, with a mean and a standard deviation: {@code normal_}. */
@Named(
        value = "normal",
        text = "Drawn from a normal distribution.",
        source = "https://docs.pytorch.org/docs/stable/nn.init.html")
public record Normal(
        @Option(value = "the mean", defaultsTo = "0") double mean,

        @Option(value = "the standard deviation", defaultsTo = "1", min = 0)
        double std)
        implements Initializer {
    @Override
    public double element(int fanIn, int fanOut, RandomGenerator random) {
        return mean + std * random.nextGaussian();
    }
}
