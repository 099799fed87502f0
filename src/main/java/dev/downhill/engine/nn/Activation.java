package dev.downhill.engine.nn;

import dev.downhill.engine.autograd.Tensor;

/** A function between layers, element by element or along the last dimension. */
public interface Activation {
    Tensor apply(Tensor x);
}
