package dev.downhill.engine.schedule;

import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;

/**
 * From nearly nothing up to the rate in equal parts, then constant: rate * min(1, (k + 1) / steps) at step k, from 0.
 * Goyal et al., arXiv 1706.02677.
 */
@Named(
        value = "warmup",
        text = "Raises the rate from nearly 0 in equal parts, then keeps it.",
        source = "https://arxiv.org/abs/1706.02677")
public record Warmup(
        @Option(value = "the number of steps", defaultsTo = "10", min = 1)
        long steps) implements LearningRateSchedule {
    @Override
    public double rate(double base, long k, long steps) {
        return base * Math.min(1, (k + 1.0) / this.steps);
    }
}
