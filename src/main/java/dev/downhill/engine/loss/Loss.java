package dev.downhill.engine.loss;

import dev.downhill.engine.autograd.Tensor;

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

    /** Returns what the targets are. */
    default Targets targets() {
        return Targets.NUMBERS;
    }
}
