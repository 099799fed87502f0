package dev.downhill.engine.schedule;

import dev.downhill.engine.catalog.Catalogue;

/** The catalogue of schedules. To add one, add its record and one line here. */
public final class Schedules {
    /** The schedules, in the order of the documentation. */
    public static final Catalogue<LearningRateSchedule> CATALOGUE = Catalogue.of(
            "schedule",
            ConstantSchedule.class,
            StepSchedule.class,
            ExponentialSchedule.class,
            CosineSchedule.class,
            LinearSchedule.class,
            Warmup.class,
            OneCycleSchedule.class);

    private Schedules() {}
}
