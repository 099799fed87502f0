package dev.downhill.engine.schedule;

import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;

/**
 * From the rate down to etaMin along half a cosine of tMax steps: {@code CosineAnnealingLR}. Later steps go up again.
 *
 * <p>At step k, from 0, the rate is etaMin + (rate - etaMin) (1 + cos(pi k / tMax)) / 2. Loshchilov and Hutter, arXiv
 * 1608.03983.
 */
@Named(
        value = "cosine",
        text = "Lowers the rate to etaMin along half a cosine of tMax steps.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.CosineAnnealingLR.html")
public record CosineSchedule(
        @Option(value = "the steps of half a period; 0 for all steps", defaultsTo = "0", min = 0)
        long tMax,

        @Option(value = "the least rate", defaultsTo = "0", min = 0)
        double etaMin)
        implements LearningRateSchedule {
    @Override
    public double rate(double base, long k, long steps) {
        double half = tMax == 0 ? steps : tMax;
        return etaMin + (base - etaMin) * (1 + Math.cos(Math.PI * k / half)) / 2;
    }
}
