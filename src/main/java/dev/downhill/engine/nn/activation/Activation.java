package dev.downhill.engine.nn.activation;

import dev.downhill.engine.autograd.Tensor;

/** A function between layers, element by element or along the last dimension. */
public interface Activation {
    Tensor apply(Tensor x);
}
