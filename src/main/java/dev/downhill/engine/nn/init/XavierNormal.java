package dev.downhill.engine.nn.init;

import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;
import java.util.random.RandomGenerator;

/**
 * Normal, with mean 0 and a standard deviation of gain * sqrt(2 / (fanIn + fanOut)). Glorot and Bengio,
 * <i>Understanding the Difficulty of Training Deep Feedforward Neural Networks</i>, 2010.
 */
@Named(
        value = "xavierNormal",
        text = "Drawn from a normal distribution with a variance of 2 / (fanIn + fanOut).",
        source = "https://docs.pytorch.org/docs/stable/nn.init.html")
public record XavierNormal(
        @Option(value = "a factor", defaultsTo = "1", min = 0)
        double gain) implements Initializer {
    @Override
    public double element(int fanIn, int fanOut, RandomGenerator random) {
        return gain * Math.sqrt(2.0 / (fanIn + fanOut)) * random.nextGaussian();
    }
}
