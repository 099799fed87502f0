package dev.downhill.specification;

/**
 * What of a run is kept.
 *
 * @param every every how many steps; the first and the last are always kept
 * @param gradients whether gradients are kept as parameters are
 */
public record Recording(long every, Parameters parameters, boolean gradients) {
    /** How much of the parameters is kept. */
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
