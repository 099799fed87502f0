package dev.downhill.engine.loss;

import dev.downhill.engine.autograd.Tensor;

/** Reduces the losses of all elements to one. */
public enum Reduction {
    /** The mean over batch and outputs. */
    MEAN {
        @Override
        public Tensor reduce(Tensor losses) {
            return losses.mean();
        }
    },
    /** The sum over batch and outputs. */
    SUM {
        @Override
        public Tensor reduce(Tensor losses) {
            return losses.sum();
        }
    };

    /**
     * Returns the loss as a scalar.
     *
     * @param losses of any shape, as {@link Loss#pointwise} gives them
     */
    public abstract Tensor reduce(Tensor losses);
}
