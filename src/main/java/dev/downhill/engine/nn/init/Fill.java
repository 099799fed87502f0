package dev.downhill.engine.nn.init;

import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;
import java.util.random.RandomGenerator;

/** Fills every element with the same number, as PyTorch's {@code constant_} does. */
@Named(
        value = "constant",
        text = "The same number everywhere.",
        source = "https://docs.pytorch.org/docs/stable/nn.init.html")
public record Fill(
        @Option(value = "the number", defaultsTo = "0") double value) implements Initializer {
    @Override
    public double element(int fanIn, int fanOut, RandomGenerator random) {
        return value;
    }
}
