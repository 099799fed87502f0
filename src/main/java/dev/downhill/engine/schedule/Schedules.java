package dev.downhill.engine.schedule;

import dev.downhill.engine.catalog.Catalogue;

/** The catalogue of schedules. To add one, add its record and one line here. */
public final class Schedules {
    public static final Catalogue<LearningRateSchedule> CATALOGUE = Catalogue.of(
            "schedule",
            Constant.class,
            Step.class,
            Exponential.class,
            Cosine.class,
            Linear.class,
            Warmup.class,
            OneCycle.class);

    private Schedules() {}
}
