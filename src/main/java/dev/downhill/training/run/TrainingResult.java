package dev.downhill.training.run;

import dev.downhill.training.evaluation.Confusion;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.step.Divergence;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a run; {@link FinalParameters} reads its parameters from the checkpoint.
 *
 * @param outcome why the run ended.
 * @param steps how many updates took effect; fewer than requested unless the outcome is {@link Outcome#COMPLETED}.
 * @param finalLoss the loss over all training rows with the final parameters; null if it is not finite, or if the run
 *     stopped before it was computed.
 * @param metrics {@code accuracy} over the training rows, {@code testLoss} and {@code testAccuracy} over the test rows.
 * @param confusion the classes that the final parameters take for each other; null without classes or with too many.
 * @param sample a text that a model of characters writes, or null.
 * @param divergence the value that was not finite, in the step that did not take effect or in the loss after the last
 *     one; else null.
 * @param checkpoint the whole state after the last finite step; with {@code restoreBest} that with the best value.
 * @param best the state with the best value of what the rule to stop monitors; null without {@code restoreBest}.
 */
public record TrainingResult(
        Outcome outcome,
        long steps,
        @Nullable Double finalLoss,
        Map<String, Double> metrics,
        @Nullable Confusion confusion,
        @Nullable String sample,
        @Nullable Divergence divergence,
        Checkpoint checkpoint,
        @Nullable Best best) {
    /** Returns about how many bytes the result takes. */
    public long bytes() {
        return checkpoint.bytes() + (confusion == null ? 0 : confusion.bytes());
    }
}
