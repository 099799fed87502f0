package dev.downhill.specification;

import dev.downhill.data.Dataset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows for which a model is to give its outputs.
 *
 * @param rows as the model sees them: standardized if the job's data is
 * @param step after which step; null for the last
 * @param steps after which steps instead, ascending; null for one
 */
public record PredictionRequest(
        Dataset rows, @Nullable Long step, @Nullable List<Long> steps) {}
