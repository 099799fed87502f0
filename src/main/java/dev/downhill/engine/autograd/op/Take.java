package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.ShapeException;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.kernel.float64.scalar.Rows;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From each row of the first input, of shape (..., c), the elements that the second, of shape (..., k), numbers from 0:
 * {@code torch.gather} along the last dimension.
 */
public record Take() implements Op {
    @Override
    public String name() {
        return "take";
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        Shape rows = inputs.get(0);
        Shape indices = inputs.get(1);
        int last = rows.rank() - 1;
        if (last < 0
                || indices.rank() != rows.rank()
                || !Arrays.equals(rows.dims(), 0, last, indices.dims(), 0, last)) {
            throw new ShapeException("shape " + indices + " does not number elements in each row of " + rows);
        }
        return indices;
    }

    @Override
    public void forward(List<NDArray> inputs, NDArray out, DType dtype) {
        Rows.take(
                inputs.get(0).values(),
                inputs.get(1).values(),
                out.values(),
                out.values().length,
                out.shape().dim(-1),
                inputs.get(0).shape().dim(-1));
    }

    @Override
    public @Nullable Tensor vjp(int input, Tensor gradient, Tensor output, List<Tensor> inputs) {
        int columns = inputs.get(0).shape().dim(-1);
        return input == 0 ? Tensor.apply(new Put(columns), gradient, inputs.get(1)) : null;
    }

    @Override
    public String text(List<String> inputs) {
        return inputs.get(0) + "[" + inputs.get(1) + "]";
    }
}
