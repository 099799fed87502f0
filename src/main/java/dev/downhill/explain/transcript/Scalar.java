package dev.downhill.explain.transcript;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One number of a parameter.
 *
 * @param index among its elements, row-major
 */
record Scalar(String parameter, int index) {
    /** Returns the first elements of a parameter. */
    static List<Scalar> all(String parameter, int count) {
        return IntStream.range(0, count).mapToObj(i -> new Scalar(parameter, i)).toList();
    }
}
