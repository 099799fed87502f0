package dev.downhill.explain.rate;

import dev.downhill.engine.schedule.LearningRateSchedule;

/**
 * Learning rates that grow from step to step by the same factor, whatever the rate of the optimizer.
 *
 * @param from the rate of the first step, greater than 0
 * @param to the rate of the last step, greater than {@code from}
 * @param count how many steps there are, at least 2
 */
public record RateRange(double from, double to, int count) implements LearningRateSchedule {
    @Override
    public double rate(double base, long k, long steps) {
        return at(k);
    }

    /** Returns the rate of a step, from 0. */
    double at(long k) {
        return from * Math.exp(k * step());
    }

    /** Returns the logarithm of the factor from one rate to the next. */
    double step() {
        return Math.log(to / from) / (count - 1);
    }
}
