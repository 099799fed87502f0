package dev.downhill.engine.compiled;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One thing that a step does. */
sealed interface Task {

    /** Computes one number from numbers. */
    record OneNumber(Tensor node, Place.Local to) implements Task {}

    /** A chain of element-wise operations in one loop nest. */
    final class Fused implements Task {
        private final Shape shape;
        private final Set<Tensor> nodes = new LinkedHashSet<>();
        private final List<Stored> stored = new ArrayList<>();

        /** A node whose value something outside of the loop needs. */
        record Stored(Tensor node, Place.InArray to) {}

        Fused(Shape shape) {
            this.shape = shape;
        }

        Shape shape() {
            return shape;
        }

        Set<Tensor> nodes() {
            return nodes;
        }

        List<Stored> stored() {
            return stored;
        }
    }

    /** Writes a tensor, seen through strides or one number repeated, to an array of its own. */
    record Copy(Place from, Place.InArray to) implements Task {}

    /**
     * Adds up.
     *
     * @param outStrides the strides of the result along the dimensions of {@code from}; 0 where it is summed
     * @param divisor what the sums are divided by
     */
    record Summed(Place.InArray from, int[] outStrides, Place to, int divisor) implements Task {}

    /** Multiplies two matrices. */
    record Multiplied(Place.InArray a, Place.InArray b, Place.InArray to, int rows, int inner, int columns)
            implements Task {}

    /**
     * Calls a kernel with arrays and then numbers.
     *
     * @param owner its class, within the package of the kernels
     */
    record Kernel(String owner, String name, List<Integer> buffers, List<Integer> numbers) implements Task {}

    /** Calls the forward rule of an op that has no faster way. */
    record Forward(Fallback fallback, List<Integer> inputs, int output) implements Task {}

    /** Reads the only element of an array. */
    record Read(int buffer, Place.Local to) implements Task {}
}
