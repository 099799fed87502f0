package dev.downhill.training;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run ended with.
 *
 * @param steps how many updates stand; fewer than asked for unless the outcome is {@link Outcome#COMPLETED}
 * @param finalLoss the loss over all training rows with the final parameters; null where it is not finite
 * @param parameters each final parameter nested as its dimensions are: a number, or lists of lists; or, where the
 *     specification records summaries, its {@link Summary}; absent where it records none
 * @param metrics further figures by name
 */
public record TrainingResult(
        Outcome outcome,
        long steps,
        @Nullable Double finalLoss,
        Map<String, Object> parameters,
        Map<String, Double> metrics) {}
