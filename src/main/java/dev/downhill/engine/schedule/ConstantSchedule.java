package dev.downhill.engine.schedule;

import dev.downhill.engine.catalog.Named;

/** The same rate at every step: that of the optimizer. */
@Named(value = "constant", text = "The same rate at every step.", source = "")
public record ConstantSchedule() implements LearningRateSchedule {
    @Override
    public double rate(double base, long k, long steps) {
        return base;
    }

    @Override
    public boolean isSteady() {
        return true;
    }
}
