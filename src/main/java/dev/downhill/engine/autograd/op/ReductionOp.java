package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import java.util.List;

/** An operation that folds some dimensions of its one input into one value each. */
public interface ReductionOp extends Op {
    /** Returns the dimensions that are folded, from 0 and ascending. */
    List<Integer> axes();

    /** Returns whether a folded dimension stays, with length 1. */
    boolean keepDims();

    @Override
    default Shape shape(List<Shape> inputs) {
        return inputs.getFirst().reduce(axes(), keepDims());
    }

    /**
     * Returns a tensor of the reduced shape brought back to the shape of the input, every value repeated.
     *
     * @param reduced of the shape of this operation's result
     * @param input the tensor that was reduced
     */
    default Tensor spread(Tensor reduced, Tensor input) {
        return reduced.reshape(input.shape().reduce(axes(), true)).expand(input.shape());
    }

    /**
     * Returns the gradient of an extreme value: spread over the elements that are equal to it, in equal parts.
     *
     * @param gradient the gradient with respect to {@code extreme}, of its shape
     * @param extreme the result of this operation
     */
    default Tensor spreadOverTies(Tensor gradient, Tensor extreme, Tensor input) {
        Tensor ties = input.eq(spread(extreme, input));
        Tensor count = Tensor.apply(new Sum(axes(), keepDims()), ties);
        return ties.mul(spread(gradient.div(count), input));
    }

    /** Returns the strides of the result along the dimensions of the input. */
    default int[] outStrides(Shape input) {
        return input.reduce(axes(), true).stridesIn(input);
    }

    /**
     * Returns how many elements of the input go into one of the result: the product of the lengths that are folded.
     */
    default int count(Shape input) {
        int count = 1;
        for (int axis : axes()) {
            count *= input.dim(axis);
        }
        return count;
    }

    @Override
    default String text(List<String> inputs) {
        return name() + "(" + inputs.getFirst() + ")";
    }
}
