package dev.downhill.engine.schedule;

import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;

/**
 * The rate times gamma after every stepSize steps: {@code StepLR}. At step k, from 0, it is rate * gamma ** floor(k /
 * stepSize).
 */
@Named(
        value = "step",
        text = "Multiplies the rate by gamma after every stepSize steps.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.StepLR.html")
public record StepSchedule(
        @Option(value = "the number of steps between two changes", min = 1)
        long stepSize,

        @Option(value = "the factor", defaultsTo = "0.1", min = 0)
        double gamma)
        implements LearningRateSchedule {
    @Override
    public double rate(double base, long k, long steps) {
        long falls = k / stepSize;
        return base * Math.pow(gamma, (double) falls);
    }
}
