package dev.downhill.explain.layer;

import org.jspecify.annotations.Nullable;

/**
 * Everything that a layer gets and gives for one row, and its kernels: the pictures around an opened element.
 *
 * @param input of the row, nested as its shape is
 * @param output of the row, nested as its shape is
 * @param kernels of a convolution, one for each output channel, of the shape of PyTorch's {@code weight}; else null
 */
public record LayerMaps(
        @Nullable Object input,
        @Nullable Object output,
        @Nullable Object kernels) {}
