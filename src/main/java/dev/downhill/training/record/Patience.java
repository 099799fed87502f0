package dev.downhill.training.record;

import dev.downhill.specification.StopRule;

/**
 * The wait of a run for a better value; see {@link StopRule#patience}. A rule that monitors the loss of the steps changes it
 * with every step. For a rule that monitors test rows it is the wait with which the run started.
 *
 * @param best the least value so far, of those that count as better; the negative for an accuracy
 * @param steps how many steps have been taken since
 */
public record Patience(double best, long steps) {
    /** The patience of a run before its first step, or of a rule without patience. */
    public static final Patience FRESH = new Patience(Double.POSITIVE_INFINITY, 0);

    /**
     * Returns the patience after a step of this loss. A loss that is not less than the best by {@code minDelta} counts
     * as no better.
     */
    public Patience after(double loss, StopRule rule) {
        if (!rule.watchesSteps()) {
            return this;
        }
        return loss < best - rule.minDelta() ? new Patience(loss, 0) : new Patience(best, steps + 1);
    }

    /** Returns whether the run has waited too long for a better loss of a step. */
    public boolean isOver(StopRule rule) {
        return rule.watchesSteps() && rule.patience() > 0 && steps >= rule.patience();
    }
}
