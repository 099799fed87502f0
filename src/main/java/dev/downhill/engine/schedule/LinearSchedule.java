package dev.downhill.engine.schedule;

import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;

/**
 * From startFactor of the rate to endFactor of it in totalIters steps, then constant: {@code LinearLR}.
 *
 * <p>At step k, from 0, the rate is multiplied by startFactor + (endFactor - startFactor) min(1, k / totalIters).
 */
@Named(
        value = "linear",
        text = "Changes the rate from startFactor to endFactor of it within totalIters steps, then keeps it.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.LinearLR.html")
public record LinearSchedule(
        @Option(value = "the factor at first", defaultsTo = "0.3333333333333333", above = 0, max = 1)
        double startFactor,

        @Option(value = "the factor at the end", defaultsTo = "1", min = 0, max = 1)
        double endFactor,

        @Option(value = "the number of steps", defaultsTo = "5", min = 1)
        long totalIters)
        implements LearningRateSchedule {
    @Override
    public double rate(double base, long k, long steps) {
        double done = Math.min(1, (double) k / totalIters);
        return base * (startFactor + (endFactor - startFactor) * done);
    }
}
