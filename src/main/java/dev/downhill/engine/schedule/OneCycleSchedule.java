package dev.downhill.engine.schedule;

import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;

/**
 * Up to the greatest rate and down again, along half cosines: {@code OneCycleLR} with two phases. It changes no
 * momentum.
 *
 * <p>The first rate is the greatest over divFactor, and the last is the first over finalDivFactor. The greatest is
 * reached at step pctStart * steps - 1, from 0. Smith and Topin, arXiv 1708.07120.
 */
@Named(
        value = "oneCycle",
        text = "Raises the rate to its maximum and lowers it again, along half cosines.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.OneCycleLR.html")
public record OneCycleSchedule(
        @Option(value = "the greatest rate; 0 for the rate of the optimizer", defaultsTo = "0", min = 0)
        double maxLearningRate,

        @Option(value = "the share of steps that raise the rate", defaultsTo = "0.3", min = 0, max = 1)
        double pctStart,

        @Option(value = "the greatest rate divided by the first", defaultsTo = "25", above = 0)
        double divFactor,

        @Option(value = "the first rate divided by the last", defaultsTo = "10000", above = 0)
        double finalDivFactor)
        implements LearningRateSchedule {
    @Override
    public double rate(double base, long k, long steps) {
        double greatest = maxLearningRate == 0 ? base : maxLearningRate;
        double first = greatest / divFactor;
        double last = first / finalDivFactor;
        double top = pctStart * steps - 1;
        double end = steps - 1;
        if (k <= top) {
            return between(first, greatest, top <= 0 ? 1 : k / top);
        }
        return between(greatest, last, end <= top ? 1 : (k - top) / (end - top));
    }

    private static double between(double from, double to, double share) {
        return to + (from - to) / 2 * (1 + Math.cos(Math.PI * share));
    }
}
