package dev.downhill.engine.loss;

import dev.downhill.engine.autograd.Tensor;

/** The distance of a prediction from its target, before it is reduced to one number. */
public interface Loss {
    /**
     * Returns the loss of each element, or for class targets of each row.
     *
     * @param prediction what the model gave
     * @param target what it should have given: of the same shape, or for class targets one class a row
     */
    Tensor pointwise(Tensor prediction, Tensor target);

    /** Returns what the targets are. */
    default Targets targets() {
        return Targets.NUMBERS;
    }
}
