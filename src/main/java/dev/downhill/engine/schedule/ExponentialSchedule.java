package dev.downhill.engine.schedule;

import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;

/** The rate times gamma after every step: rate * gamma ** k at step k, from 0. {@code ExponentialLR} is the same. */
@Named(
        value = "exponential",
        text = "Multiplies the rate by gamma after every step.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ExponentialLR.html")
public record ExponentialSchedule(
        @Option(value = "the factor", min = 0) double gamma) implements LearningRateSchedule {
    @Override
    public double rate(double base, long k, long steps) {
        return base * Math.pow(gamma, (double) k);
    }
}
