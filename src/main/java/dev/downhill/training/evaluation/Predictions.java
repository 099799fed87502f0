package dev.downhill.training.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The predictions of a model for some rows.
 *
 * @param outputs one for each row: a number, or a list of them
 * @param classes for each row the likeliest class, by its name if it has one; null if the target is no class
 */
public record Predictions(Object outputs, @Nullable List<String> classes) {}
