package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.ShapeException;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.kernel.ElementwiseLoops;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The input with its dimensions in another order, as by {@code torch.permute}: the result's dimension i is the input's
 * dimension {@code order[i]}.
 *
 * @param order each of the input's dimensions once, from 0
 */
public record Permute(List<Integer> order) implements Op {
    /** Keeps a copy of the order. */
    public Permute {
        order = List.copyOf(order);
    }

    @Override
    public String name() {
        return "permute";
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        Shape shape = inputs.getFirst();
        boolean each = order.stream()
                .sorted()
                .toList()
                .equals(IntStream.range(0, shape.rank()).boxed().toList());
        if (!each) {
            throw new ShapeException("order " + order + " does not name each dimension of shape " + shape + " once");
        }
        return Shape.of(ordered(shape.dims()));
    }

    @Override
    public void forward(List<NDArray> inputs, NDArray out, DType dtype) {
        NDArray x = inputs.getFirst();
        ElementwiseLoops.copy(
                x.values(), ordered(x.shape().strides()), out.shape().dims(), out.values());
    }

    /** The reverse order brings each dimension back to its place. */
    @Override
    public Tensor vjp(int input, Tensor gradient, Tensor output, List<Tensor> inputs) {
        return Tensor.apply(
                new Permute(IntStream.range(0, order.size())
                        .map(order::indexOf)
                        .boxed()
                        .toList()),
                gradient);
    }

    @Override
    public String text(List<String> inputs) {
        return "permute(" + inputs.getFirst() + ", " + order + ")";
    }

    /**
     * Returns one number for each dimension in the order of the result.
     *
     * @param perDimension one number for each dimension of the input, such as its length or its stride
     */
    public int[] ordered(int[] perDimension) {
        return order.stream().mapToInt(axis -> perDimension[axis]).toArray();
    }
}
