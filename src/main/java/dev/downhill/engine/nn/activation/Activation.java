package dev.downhill.engine.nn.activation;

import dev.downhill.engine.autograd.Tensor;

/** A function between layers, element by element or along the last dimension. */
public interface Activation {
    /**
     * Returns the outputs, of the shape of {@code x}.
     *
     * @throws dev.downhill.engine.autograd.ShapeException if it runs along the last dimension and {@code x} is a scalar
     */
    Tensor apply(Tensor x);
}
