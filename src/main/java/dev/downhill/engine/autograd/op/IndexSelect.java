package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.ShapeException;
import dev.downhill.engine.autograd.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of the first input, of shape (v, d), that the second, of shape (...), numbers from 0: shape (..., d). */
public record IndexSelect() implements Op {
    @Override
    public String name() {
        return "indexSelect";
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        Shape table = inputs.get(0);
        if (table.rank() != 2) {
            throw new ShapeException("rows are selected from a matrix, not from shape " + table);
        }
        Shape indices = inputs.get(1);
        int[] dims = Arrays.copyOf(indices.dims(), indices.rank() + 1);
        dims[indices.rank()] = table.dim(1);
        return Shape.of(dims);
    }

    @Override
    public void forward(List<NDArray> inputs, NDArray out, DType dtype) {
        double[] table = inputs.get(0).values();
        double[] indices = inputs.get(1).values();
        int width = inputs.get(0).shape().dim(1);
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(table, ((int) indices[i]) * width, out.values(), i * width, width);
        }
    }

    @Override
    public @Nullable Tensor vjp(int input, Tensor gradient, Tensor output, List<Tensor> inputs) {
        int rows = inputs.get(0).shape().dim(0);
        return input == 0 ? SelectedRows.added(gradient, inputs.get(1), rows) : null;
    }

    @Override
    public String text(List<String> inputs) {
        return inputs.get(0) + "[" + inputs.get(1) + "]";
    }
}
