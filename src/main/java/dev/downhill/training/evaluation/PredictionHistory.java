package dev.downhill.training.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The predictions of a model for the same rows after several steps.
 *
 * @param steps after how many updates, ascending
 * @param outputs of each step one for each row: a number, or a list of them; null for a step at which one is not finite
 * @param classes of each step for each row the likeliest class; null if the target is no class
 */
public record PredictionHistory(
        List<Long> steps,
        List<@Nullable Object> outputs,
        @Nullable List<@Nullable List<String>> classes) {}
