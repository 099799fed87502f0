package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.ShapeException;
import dev.downhill.engine.autograd.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From each row of the first input, of shape (..., c), the element that the second, of shape (...), numbers from 0.
 *
 * <p>torch.gather along the last dimension, for one index a row.
 */
public record Gather() implements Op {
    @Override
    public String name() {
        return "gather";
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        Shape rows = inputs.get(0);
        Shape indices = inputs.get(1);
        if (rows.rank() == 0 || !rows.reduce(List.of(rows.rank() - 1), false).equals(indices)) {
            throw new ShapeException("shape " + indices + " does not number one element in each row of " + rows);
        }
        return indices;
    }

    @Override
    public void forward(List<NDArray> inputs, NDArray out, DType dtype) {
        double[] rows = inputs.get(0).values();
        double[] indices = inputs.get(1).values();
        int columns = inputs.get(0).shape().dim(-1);
        for (int i = 0; i < indices.length; i++) {
            out.values()[i] = rows[i * columns + (int) indices[i]];
        }
    }

    @Override
    public @Nullable Tensor vjp(int input, Tensor gradient, Tensor output, List<Tensor> inputs) {
        int columns = inputs.get(0).shape().dim(-1);
        return input == 0 ? Tensor.apply(new Scatter(columns), gradient, inputs.get(1)) : null;
    }

    @Override
    public String text(List<String> inputs) {
        return inputs.get(0) + "[" + inputs.get(1) + "]";
    }
}
