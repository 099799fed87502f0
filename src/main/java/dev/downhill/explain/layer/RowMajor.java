package dev.downhill.explain.layer;

import dev.downhill.engine.autograd.Shape;

/** Places in a shape, row-major. */
final class RowMajor {
    private RowMajor() {}

    /** Returns the place of an element by its indices. */
    static int index(Shape shape, int[] element) {
        int[] strides = shape.strides();
        int index = 0;
        for (int axis = 0; axis < element.length; axis++) {
            index += element[axis] * strides[axis];
        }
        return index;
    }
}
