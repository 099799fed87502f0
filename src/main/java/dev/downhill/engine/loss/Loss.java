package dev.downhill.engine.loss;

import dev.downhill.engine.autograd.Tensor;

/** How far a prediction is from its target, before it is reduced to one number. */
public interface Loss {
    /**
     * Returns the loss of each element, or of each row for a loss over whole rows.
     *
     * @param prediction what the model gave
     * @param target what it should have given, of the same shape
     */
    Tensor pointwise(Tensor prediction, Tensor target);
}
