package dev.downhill.engine.nn;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.ShapeException;
import dev.downhill.engine.autograd.op.Window;
import dev.downhill.engine.autograd.op.WindowAxis;
import dev.downhill.engine.catalog.Sizes;

/** The common part of the pooling layers: the windows. */
final class Pooling {
    private Pooling() {}

    /** @throws IllegalArgumentException if a window could lie in the padding alone */
    static void requirePadding(Sizes kernel, Sizes padding) {
        for (int axis = 0; axis < 2; axis++) {
            if (padding.along(axis) > kernel.along(axis) / 2) {
                throw new IllegalArgumentException("'padding' is at most half of 'kernelSize', but " + padding
                        + " is more than half of " + kernel);
            }
        }
    }

    /**
     * Returns the places of a window over images.
     *
     * @throws ShapeException if the input has no such shape, or is smaller than the window
     */
    static Window window(String layer, Shape input, Sizes kernel, Sizes stride, Sizes padding) {
        if (input.rank() != 4) {
            throw new ShapeException(
                    layer + ": shape " + input + " is not (rows, channels, height, width); unflatten makes it");
        }
        Sizes steps = stride.isNone() ? kernel : stride;
        var window = new Window(
                WindowAxis.of(kernel.along(0), steps.along(0), padding.along(0)),
                WindowAxis.of(kernel.along(1), steps.along(1), padding.along(1)));
        try {
            var unused = window.over(input);
        } catch (ShapeException e) {
            throw new ShapeException(layer + ": the window (" + kernel.along(0) + ", " + kernel.along(1)
                    + ") does not fit into the input of shape " + input + ": " + e.getMessage());
        }
        return window;
    }
}
