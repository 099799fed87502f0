package dev.downhill.engine.schedule;

/**
 * A schedule of the learning rate over the steps: in closed form, so that a run can begin at any step. PyTorch's
 * schedulers count epochs or calls; here one step is one call.
 */
public interface LearningRateSchedule {
    /**
     * Returns the rate of a step.
     *
     * @param base the optimizer's rate
     * @param k the number of the step, from 0
     * @param steps how many steps the run has
     */
    double rate(double base, long k, long steps);

    /** Returns whether the rate is the same at every step. */
    default boolean isSteady() {
        return false;
    }
}
