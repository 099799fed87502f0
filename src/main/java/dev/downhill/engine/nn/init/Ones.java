package dev.downhill.engine.nn.init;

import dev.downhill.engine.catalog.Named;
import java.util.random.RandomGenerator;

/** 1 in every element: {@code ones_}. */
@Named(value = "ones", text = "All ones.", source = "https://docs.pytorch.org/docs/stable/nn.init.html")
public record Ones() implements Initializer {
    @Override
    public double element(int fanIn, int fanOut, RandomGenerator random) {
        return 1;
    }
}
