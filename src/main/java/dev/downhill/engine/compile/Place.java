package dev.downhill.engine.compile;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.op.Permute;
import java.util.Arrays;

/** The place of a tensor's value. */
sealed interface Place {

    /**
     * One number in a local variable of the step; a tensor of any shape may repeat it.
     *
     * @param number which, in the order in which they were planned
     */
    record Local(int number) implements Place {}

    /** One number that never changes; a tensor of any shape may repeat it. */
    record Literal(double value) implements Place {}

    /**
     * Numbers in an array, seen through strides; 0 where a number is repeated.
     *
     * @param buffer the number of the array
     * @param strides along each dimension of the tensor, in elements
     */
    record InArray(int buffer, Shape shape, int[] strides) implements Place {
        /** Returns a tensor that fills an array of its own, row-major. */
        static InArray dense(int buffer, Shape shape) {
            return new InArray(buffer, shape, shape.strides());
        }

        boolean isDense() {
            int[] expected = shape.strides();
            for (int axis = 0; axis < expected.length; axis++) {
                if (shape.dim(axis) != 1 && strides[axis] != expected[axis]) {
                    return false;
                }
            }
            return true;
        }

        /** Returns whether it is a matrix, or a dense stack of them, that stands with rows and columns exchanged. */
        boolean isTransposed() {
            int rank = shape.rank();
            if (rank < 2) {
                return false;
            }
            int[] dims = shape.dims();
            dims[rank - 2] = shape.dim(-1);
            dims[rank - 1] = shape.dim(-2);
            return transposed(Shape.of(dims)).isDense();
        }

        /** Returns the same array under another shape; only of a dense one. */
        InArray reshaped(Shape other) {
            return dense(buffer, other);
        }

        /** Returns the tensor with its last two dimensions exchanged. */
        InArray transposed(Shape result) {
            int[] exchanged = strides.clone();
            int last = exchanged.length - 1;
            exchanged[last] = strides[last - 1];
            exchanged[last - 1] = strides[last];
            return new InArray(buffer, result, exchanged);
        }

        /** Returns the tensor with its dimensions in another order. */
        InArray permuted(Permute permute, Shape result) {
            return new InArray(buffer, result, permute.ordered(strides));
        }

        /** Returns the tensor repeated to fill another shape. */
        InArray expanded(Shape target) {
            int[] repeated = new int[target.rank()];
            int lead = target.rank() - shape.rank();
            for (int axis = 0; axis < shape.rank(); axis++) {
                repeated[lead + axis] = shape.dim(axis) == 1 ? 0 : strides[axis];
            }
            return new InArray(buffer, target, repeated);
        }

        boolean sees(InArray other) {
            return buffer == other.buffer && Arrays.equals(strides, other.strides);
        }
    }
}
