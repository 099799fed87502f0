package dev.downhill.engine.schedule;

/** A schedule of the learning rate over the steps. */
public interface LearningRateSchedule {
    /**
     * Returns the rate of a step.
     *
     * @param base the optimizer's rate
     * @param k the number of the step, from 0
     * @param steps how many steps there are
     */
    double rate(double base, long k, long steps);

    /** Returns whether the rate is the same at every step. */
    default boolean isSteady() {
        return false;
    }
}
