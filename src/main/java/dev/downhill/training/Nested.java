package dev.downhill.training;

import java.util.ArrayList;
import java.util.List;

/** A tensor's elements as JSON shows them: a number, or lists of lists, nested as its dimensions are. */
public final class Nested {
    private Nested() {}

    /** Returns row-major elements nested by the lengths along the dimensions; none of them is 0. */
    public static Object of(double[] elements, int[] dims) {
        return of(elements, dims, 0, 0, elements.length);
    }

    private static Object of(double[] elements, int[] dims, int axis, int from, int to) {
        if (axis == dims.length) {
            return elements[from];
        }
        List<Object> list = new ArrayList<>();
        int length = (to - from) / dims[axis];
        for (int start = from; start < to; start += length) {
            list.add(of(elements, dims, axis + 1, start, start + length));
        }
        return list;
    }
}
