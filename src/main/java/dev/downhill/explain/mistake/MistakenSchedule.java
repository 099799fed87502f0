package dev.downhill.explain.mistake;

import dev.downhill.engine.schedule.LearningRateSchedule;

/** A schedule with a mistake. */
sealed interface MistakenSchedule extends LearningRateSchedule {
    /** The rate stays as it begins. */
    record Ignored() implements MistakenSchedule {
        @Override
        public double rate(double base, long k, long steps) {
            return base;
        }

        @Override
        public boolean isSteady() {
            return true;
        }
    }

    /** The schedule goes on before the update: the first step has the rate of the second. */
    record Ahead(LearningRateSchedule inner) implements MistakenSchedule {
        @Override
        public double rate(double base, long k, long steps) {
            return inner.rate(base, k + 1, steps);
        }
    }

    /** The schedule counts epochs. */
    record ByEpoch(LearningRateSchedule inner, long stepsPerEpoch) implements MistakenSchedule {
        @Override
        public double rate(double base, long k, long steps) {
            return inner.rate(base, k / stepsPerEpoch, Math.max(1, steps / stepsPerEpoch));
        }
    }
}
