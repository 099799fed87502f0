package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows added up where the second input numbers them, in a table of some rows: the reverse of {@link IndexSelect}.
 * Inputs of shape (..., d) and (...) give shape (rows, d).
 */
public record IndexAdd(int rows) implements Op {
    @Override
    public String name() {
        return "indexAdd";
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        return Shape.of(rows, inputs.get(0).dim(-1));
    }

    @Override
    public void forward(List<NDArray> inputs, NDArray out, DType dtype) {
        double[] added = inputs.get(0).values();
        double[] indices = inputs.get(1).values();
        int width = out.shape().dim(1);
        double[] table = out.values();
        Arrays.fill(table, 0);
        for (int i = 0; i < indices.length; i++) {
            int row = ((int) indices[i]) * width;
            for (int j = 0; j < width; j++) {
                table[row + j] = dtype.round(table[row + j] + added[i * width + j]);
            }
        }
    }

    @Override
    public @Nullable Tensor vjp(int input, Tensor gradient, Tensor output, List<Tensor> inputs) {
        return input == 0 ? Tensor.apply(new IndexSelect(), gradient, inputs.get(1)) : null;
    }

    @Override
    public String text(List<String> inputs) {
        return "indexAdd(" + inputs.get(0) + " at " + inputs.get(1) + ")";
    }
}
