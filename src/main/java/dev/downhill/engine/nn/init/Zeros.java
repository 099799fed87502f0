package dev.downhill.engine.nn.init;

import dev.downhill.engine.catalog.Named;
import java.util.random.RandomGenerator;

/** 0 in every element: {@code zeros_}. */
@Named(value = "zeros", text = "All zeros.", source = "https://docs.pytorch.org/docs/stable/nn.init.html")
public record Zeros() implements Initializer {
    @Override
    public double element(int fanIn, int fanOut, RandomGenerator random) {
        return 0;
    }
}
