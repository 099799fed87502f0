package dev.downhill.training.run;

import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.record.Summary;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run ended with.
 *
 * @param steps how many updates stand; fewer than asked for unless the outcome is {@link Outcome#COMPLETED}
 * @param finalLoss the loss over all training rows with the final parameters; null where it is not finite, or
 *     where the run was stopped before it was computed
 * @param parameters each final parameter nested as its dimensions are: a number, or lists of lists; or, where the
 *     specification records summaries, its {@link Summary}; absent where it records none
 * @param metrics {@code accuracy} over the training rows, {@code testLoss} and {@code testAccuracy} over the rows held back
 * @param sample what a model of characters goes on writing, or null
 * @param divergence what was not finite, in the step that did not take effect or in the loss after the last one; else null
 * @param checkpoint the whole state after the last finite step
 */
public record TrainingResult(
        Outcome outcome,
        long steps,
        @Nullable Double finalLoss,
        Map<String, Object> parameters,
        Map<String, Double> metrics,
        @Nullable String sample,
        @Nullable Divergence divergence,
        Checkpoint checkpoint) {

    /**
     * The first number that was not finite.
     *
     * @param step the step that computed it and did not take effect; where the loss after the last update is not finite, one
     *     more than the steps that were taken, as in a run of one step more
     * @param tensor {@code loss}, the gradient or the update of a parameter, or a tensor of the optimizer's
     */
    public record Divergence(long step, String tensor) {}
}
