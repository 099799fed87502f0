package dev.downhill.engine.nn.init;

import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;
import java.util.random.RandomGenerator;

/** Uniform from the lower bound up to but without the upper one: {@code uniform_}. */
@Named(
        value = "uniform",
        text = "Drawn from a uniform distribution between two bounds.",
        source = "https://docs.pytorch.org/docs/stable/nn.init.html")
public record Uniform(
        @Option(value = "the lower bound", defaultsTo = "0") double low,
        @Option(value = "the upper bound", defaultsTo = "1") double high)
        implements Initializer {
    @Override
    public double element(int fanIn, int fanOut, RandomGenerator random) {
        return low + (high - low) * random.nextDouble();
    }
}
