package dev.downhill.specification;

/**
 * The recorded part of a run.
 *
 * @param every the distance of recorded steps; the first and the last are always recorded
 * @param gradients whether gradients are recorded like parameters
 */
public record Recording(long every, Parameters parameters, boolean gradients) {
    /** The part of the parameters that is recorded. */
    public enum Parameters {
        ALL,
        SUMMARY,
        NONE
    }

    /** Returns whether a step is kept. */
    public boolean keeps(long step, long steps) {
        return step == 1 || step == steps || step % every == 0;
    }
}
