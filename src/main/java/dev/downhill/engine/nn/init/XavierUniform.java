package dev.downhill.engine.nn.init;

import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;
import java.util.random.RandomGenerator;

/**
 * Uniform between -b and b with b = gain * sqrt(6 / (fanIn + fanOut)). Glorot and Bengio, <i>Understanding the
 * Difficulty of Training Deep Feedforward Neural Networks</i>, 2010.
 */
@Named(
        value = "xavierUniform",
        text = "Drawn from a uniform distribution with a variance of 2 / (fanIn + fanOut).",
        source = "https://docs.pytorch.org/docs/stable/nn.init.html")
public record XavierUniform(
        @Option(value = "a factor", defaultsTo = "1", min = 0)
        double gain) implements Initializer {
    @Override
    public double element(int fanIn, int fanOut, RandomGenerator random) {
        return gain * Math.sqrt(6.0 / (fanIn + fanOut)) * (2 * random.nextDouble() - 1);
    }
}
