package dev.downhill.specification;

/**
 * The recorded part of a run; see docs/decisions/0005-recorded-steps.md.
 *
 * @param every the distance of recorded steps, from 1; the first and the last are always recorded
 * @param parameters the part of each parameter and gradient
 * @param gradients whether gradients are recorded like parameters
 * @param metrics whether accuracy or r2 and the metrics of the test rows are evaluated at some of the recorded steps
 */
public record Recording(long every, Parameters parameters, boolean gradients, boolean metrics) {
    /** Returns a recording without metrics. */
    public Recording(long every, Parameters parameters, boolean gradients) {
        this(every, parameters, gradients, false);
    }

    /** The part of the parameters that is recorded. */
    public enum Parameters {
        /** Every element. */
        ALL,
        /** Norm, mean, standard deviation, least and greatest element. */
        SUMMARY,
        /** Nothing. */
        NONE
    }

    /**
     * Returns whether a step is kept.
     *
     * @param step its number, from 1
     * @param steps how many steps the run has
     */
    public boolean keeps(long step, long steps) {
        return step == 1 || step == steps || step % every == 0;
    }
}
