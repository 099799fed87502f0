package dev.downhill.training.record;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.IntToDoubleFunction;

/**
 * A tensor's elements as JSON shows them: a number, or lists of lists, nested as its dimensions are.
 *
 * <p>The lists are views: they hold no numbers, and box one on request.
 */
public final class Nested {
    private Nested() {}

    /**
     * Returns row-major elements nested by the lengths along the dimensions; none of them is 0.
     *
     * @param elements do not change any more
     * @param dims none for a scalar, which becomes a {@code Double}
     */
    public static Object of(double[] elements, int[] dims) {
        return of(i -> elements[i], dims);
    }

    /** Returns the elements that a function gives for their row-major indices. */
    static Object of(IntToDoubleFunction elements, int[] dims) {
        return of(elements, dims, 0, 0);
    }

    /** @param index among all blocks of elements that have one index along each axis before this */
    private static Object of(IntToDoubleFunction elements, int[] dims, int axis, int index) {
        return axis == dims.length ? elements.applyAsDouble(index) : new Rows(elements, dims, axis, index);
    }

    private static final class Rows extends AbstractList<Object> implements RandomAccess {
        private final IntToDoubleFunction elements;
        private final int[] dims;
        private final int axis;
        private final int index;

        Rows(IntToDoubleFunction elements, int[] dims, int axis, int index) {
            this.elements = elements;
            this.dims = dims;
            this.axis = axis;
            this.index = index;
        }

        @Override
        public Object get(int i) {
            return of(elements, dims, axis + 1, index * dims[axis] + Objects.checkIndex(i, size()));
        }

        @Override
        public int size() {
            return dims[axis];
        }
    }
}
