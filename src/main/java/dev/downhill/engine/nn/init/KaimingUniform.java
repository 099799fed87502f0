package dev.downhill.engine.nn.init;

import dev.downhill.engine.catalog.Named;
import java.util.random.RandomGenerator;

/**
 * Uniform between -sqrt(6 / fanIn) and sqrt(6 / fanIn), with a variance of 2 / fanIn: made for relu. He et al., arXiv
 * 1502.01852.
 */
@Named(
        value = "kaimingUniform",
        text = "Uniform, with a variance of 2 / fanIn: made for relu.",
        source = "https://docs.pytorch.org/docs/stable/nn.init.html")
public record KaimingUniform() implements Initializer {
    @Override
    public double element(int fanIn, int fanOut, RandomGenerator random) {
        return Math.sqrt(6.0 / fanIn) * (2 * random.nextDouble() - 1);
    }
}
