package dev.downhill.training;

import dev.downhill.training.specification.StopRule;
import org.jspecify.annotations.Nullable;

/** Watches the losses of a run for a reason to stop. */
final class StopWatcher {
    private final StopRule rule;
    private double best = Double.POSITIVE_INFINITY;
    private long sinceBest;

    StopWatcher(StopRule rule) {
        this.rule = rule;
    }

    /** Returns the outcome to end with after a step of this loss, or null to go on. */
    @Nullable
    Outcome after(double loss) {
        if (loss < rule.lossBelow()) {
            return Outcome.CONVERGED;
        }
        if (loss < best - rule.minDelta()) {
            best = loss;
            sinceBest = 0;
        } else {
            sinceBest++;
        }
        return rule.patience() > 0 && sinceBest >= rule.patience() ? Outcome.STOPPED_EARLY : null;
    }
}
