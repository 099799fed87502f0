package dev.downhill.engine.nn.init;

import dev.downhill.engine.catalog.Named;
import java.util.random.RandomGenerator;

/** Normal, with mean 0 and a variance of 2 / fanIn: made for relu. He et al., arXiv 1502.01852. */
@Named(
        value = "kaimingNormal",
        text = "Normal, with a variance of 2 / fanIn: made for relu.",
        source = "https://docs.pytorch.org/docs/stable/nn.init.html")
public record KaimingNormal() implements Initializer {
    @Override
    public double element(int fanIn, int fanOut, RandomGenerator random) {
        return Math.sqrt(2.0 / fanIn) * random.nextGaussian();
    }
}
