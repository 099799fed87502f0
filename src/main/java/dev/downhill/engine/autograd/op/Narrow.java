package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.ShapeException;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.kernel.float64.scalar.Blocks;
import java.util.List;

/**
 * A part of the input along one dimension, as by {@code torch.narrow}: its entries {@code from} up to but without
 * {@code from + length}.
 *
 * @param axis the dimension, from 0
 */
public record Narrow(int axis, int from, int length) implements Op {
    @Override
    public String name() {
        return "narrow";
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        Shape shape = inputs.getFirst();
        if (axis >= shape.rank() || from < 0 || length < 0 || from + length > shape.dim(axis)) {
            throw new ShapeException("shape " + shape + " has no entries " + from + " to " + (from + length - 1)
                    + " along dimension " + axis);
        }
        int[] dims = shape.dims();
        dims[axis] = length;
        return Shape.of(dims);
    }

    @Override
    public void forward(List<NDArray> inputs, NDArray out, DType dtype) {
        Shape shape = inputs.getFirst().shape();
        int inner = Assemble.inner(shape, axis);
        Blocks.narrow(
                inputs.getFirst().values(),
                out.values(),
                Assemble.outer(shape, axis),
                shape.dim(axis) * inner,
                from * inner,
                length * inner);
    }

    /** The gradient at the place of the part, and zeros around it. */
    @Override
    public Tensor vjp(int input, Tensor gradient, Tensor output, List<Tensor> inputs) {
        int whole = inputs.getFirst().shape().dim(axis);
        return Tensor.apply(new Assemble(axis, whole, List.of(from)), gradient);
    }

    @Override
    public String text(List<String> inputs) {
        return "narrow(" + inputs.getFirst() + ", " + axis + ", " + from + ", " + length + ")";
    }
}
