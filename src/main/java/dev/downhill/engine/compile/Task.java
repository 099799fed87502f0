package dev.downhill.engine.compile;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Assemble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One thing that a step does.
 *
 * <p>A task carries the places that it reads, as they were when it was planned: what is planned later cannot redirect it.
 * {@link PlanChecker} proves that each of them holds the value by then.
 */
sealed interface Task {
    /** Returns the values that it needs from outside, and where it reads them. */
    List<Operand> reads();

    /** Returns the values that it leaves behind, and where; no other task writes there. */
    List<Operand> writes();

    /** Returns the tensors whose operations it executes, in order; none where it only moves a value. */
    List<Tensor> computes();

    /** Computes one number from numbers. */
    record OneNumber(Tensor node, List<Operand> reads, Place.Local to) implements Task {
        @Override
        public List<Operand> writes() {
            return List.of(new Operand(node, to));
        }

        @Override
        public List<Tensor> computes() {
            return List.of(node);
        }
    }

    /** A chain of element-wise operations in one loop nest; it grows while it is planned. */
    final class Fused implements Task {
        private final Shape shape;
        private final Set<Tensor> nodes = new LinkedHashSet<>();
        private final Map<Tensor, Place> inputs = new LinkedHashMap<>();
        private final List<Operand> stored = new ArrayList<>();

        Fused(Shape shape) {
            this.shape = shape;
        }

        Shape shape() {
            return shape;
        }

        Set<Tensor> nodes() {
            return nodes;
        }

        /** Returns where it reads what it does not compute itself. */
        Map<Tensor, Place> inputs() {
            return inputs;
        }

        /** Returns the values that something outside of the loop needs, each with an array of its own. */
        List<Operand> stored() {
            return stored;
        }

        @Override
        public List<Operand> reads() {
            return inputs.entrySet().stream()
                    .map(input -> new Operand(input.getKey(), input.getValue()))
                    .toList();
        }

        @Override
        public List<Operand> writes() {
            return stored;
        }

        @Override
        public List<Tensor> computes() {
            return List.copyOf(nodes);
        }
    }

    /** Writes a tensor, seen through strides or one number repeated, to an array of its own. */
    record Copy(Tensor tensor, Place from, Place.InArray to) implements Task {
        /** The loops of the kernel that find a run. */
        static final int OUTER_LOOPS = 4;

        private static final int LEAST_RUN = 8;

        /** Returns the loops over what is read and what is written. */
        Nest nest() {
            int[] strides = from instanceof Place.InArray array
                    ? array.strides()
                    : new int[to.shape().rank()];
            return Nest.of(to.shape(), List.of(strides, to.strides()));
        }

        /** Returns whether it copies parts of an array that lie side by side there. */
        boolean isOfRuns() {
            Nest nest = nest();
            int last = nest.depth() - 1;
            return last >= 1
                    && last <= OUTER_LOOPS
                    && nest.dims()[last] >= LEAST_RUN
                    && nest.strides().getFirst()[last] == 1;
        }

        @Override
        public List<Operand> reads() {
            return List.of(new Operand(tensor, from));
        }

        @Override
        public List<Operand> writes() {
            return List.of(new Operand(tensor, to));
        }

        @Override
        public List<Tensor> computes() {
            return List.of();
        }
    }

    /** Moves a number: out of an array of one element, or out of a local that the end of the step overwrites. */
    record Move(Tensor tensor, Place from, Place.Local to) implements Task {
        @Override
        public List<Operand> reads() {
            return List.of(new Operand(tensor, from));
        }

        @Override
        public List<Operand> writes() {
            return List.of(new Operand(tensor, to));
        }

        @Override
        public List<Tensor> computes() {
            return List.of();
        }
    }

    /**
     * Adds up.
     *
     * @param outStrides the strides of the result along the dimensions of {@code from}; 0 where it is summed
     * @param divisor what the sums are divided by
     */
    record Summed(Tensor node, Place.InArray from, int[] outStrides, Place to, int divisor) implements Task {
        /** Returns the loops over what is read and the result. */
        Nest nest() {
            return Nest.of(from.shape(), List.of(from.strides(), outStrides));
        }

        /** Returns whether the rows of a matrix are added up. */
        boolean addsRows() {
            Nest nest = nest();
            return divisor == 1
                    && nest.depth() == 2
                    && Arrays.equals(nest.strides().get(0), new int[] {nest.dims()[1], 1})
                    && Arrays.equals(nest.strides().get(1), new int[] {0, 1});
        }

        @Override
        public List<Operand> reads() {
            return List.of(new Operand(node.inputs().getFirst(), from));
        }

        @Override
        public List<Operand> writes() {
            return List.of(new Operand(node, to));
        }

        @Override
        public List<Tensor> computes() {
            return List.of(node);
        }
    }

    /**
     * Multiplies two matrices, or two stacks of as many matrices.
     *
     * @param product the node that is computed
     * @param written the product, or its transpose, which the matrices {@code a} and {@code b} give
     */
    record Multiplied(
            Tensor product, Tensor written, List<Operand> reads, Place.InArray a, Place.InArray b, Place.InArray to)
            implements Task {
        boolean isOfStacks() {
            return a.shape().rank() > 2;
        }

        int matrices() {
            return a.shape().size() / (rows() * inner());
        }

        int rows() {
            return a.shape().dim(-2);
        }

        int inner() {
            return a.shape().dim(-1);
        }

        int columns() {
            return b.shape().dim(-1);
        }

        @Override
        public List<Operand> writes() {
            return List.of(new Operand(written, to));
        }

        @Override
        public List<Tensor> computes() {
            return List.of(product);
        }
    }

    /**
     * Calls a kernel with arrays and then numbers.
     *
     * @param owner its class, within the package of the kernels
     */
    record Kernel(Tensor node, String owner, List<Operand> reads, Place.InArray to, List<Integer> numbers)
            implements Task {
        @Override
        public List<Operand> writes() {
            return List.of(new Operand(node, to));
        }

        @Override
        public List<Tensor> computes() {
            return List.of(node);
        }
    }

    /** Copies pieces to their places in one array, and zeros where no piece is. */
    record Assembled(Tensor node, Assemble assemble, List<Operand> reads, Place.InArray to) implements Task {
        @Override
        public List<Operand> writes() {
            return List.of(new Operand(node, to));
        }

        @Override
        public List<Tensor> computes() {
            return List.of(node);
        }
    }

    /** Calls the forward rule of an op that has no faster way. */
    record Forward(Tensor node, Fallback fallback, List<Operand> reads, Place.InArray to) implements Task {
        @Override
        public List<Operand> writes() {
            return List.of(new Operand(node, to));
        }

        @Override
        public List<Tensor> computes() {
            return List.of(node);
        }
    }
}
