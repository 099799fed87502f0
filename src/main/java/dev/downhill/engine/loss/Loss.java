package dev.downhill.engine.loss;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The distance of a prediction from its target, before it is reduced to one number.
 *
 * <p>A loss is a record of its options with {@link dev.downhill.engine.catalog.Named}; {@link Losses} lists them.
 */
public interface Loss {
    /**
     * Returns the loss of each element, or for class targets of each row.
     *
     * @param prediction the output of the model
     * @param target of the same shape; for {@link Targets#CLASSES} a prediction of shape (..., c) has targets of shape
     *     (...)
     * @throws dev.downhill.engine.autograd.ShapeException if the shapes do not fit
     */
    Tensor pointwise(Tensor prediction, Tensor target);

    /**
     * Returns the weight of each loss in the mean, of the shape of {@link #pointwise}; null if all count alike. The losses
     * contain their weights already; the mean is their sum over the sum of the weights.
     */
    default @Nullable Tensor weights(Tensor target) {
        return null;
    }

    /** Returns whether {@link #weights} gives weights. */
    default boolean isWeighted() {
        return false;
    }

    /**
     * Returns why the options do not fit a prediction, or null if they do.
     *
     * @param prediction the shape of the output of the model
     */
    default @Nullable Misfit misfit(Shape prediction) {
        return null;
    }

    /**
     * An option that does not fit a prediction.
     *
     * @param option its name
     * @param message for a client
     */
    record Misfit(String option, String message) {}

    /** Returns what the targets are. */
    default Targets targets() {
        return Targets.NUMBERS;
    }
}
