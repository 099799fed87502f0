package dev.downhill.specification;

import dev.downhill.data.Dataset;
import org.jspecify.annotations.Nullable;

/**
 * For which rows a model is to give its outputs.
 *
 * @param rows as the model sees them
 * @param step after which step; null for the last
 */
public record PredictionRequest(Dataset rows, @Nullable Long step) {}
