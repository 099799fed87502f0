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

/**
 * Rows that are zero but for one element: the reverse of {@link Gather}. Two inputs of one shape (...), elements and
 * their indices, give shape (..., columns).
 */
public record Scatter(int columns) implements Op {
    @Override
    public String name() {
        return "scatter";
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        if (!inputs.get(0).equals(inputs.get(1))) {
            throw new ShapeException("shapes " + inputs.get(0) + " and " + inputs.get(1) + " differ");
        }
        int[] dims = Arrays.copyOf(inputs.get(0).dims(), inputs.get(0).rank() + 1);
        dims[dims.length - 1] = columns;
        return Shape.of(dims);
    }

    @Override
    public void forward(List<NDArray> inputs, NDArray out, DType dtype) {
        double[] elements = inputs.get(0).values();
        double[] indices = inputs.get(1).values();
        Arrays.fill(out.values(), 0);
        for (int i = 0; i < elements.length; i++) {
            out.values()[i * columns + (int) indices[i]] = elements[i];
        }
    }

    @Override
    public @Nullable Tensor vjp(int input, Tensor gradient, Tensor output, List<Tensor> inputs) {
        return input == 0 ? gradient.gather(inputs.get(1)) : null;
    }

    @Override
    public String text(List<String> inputs) {
        return "scatter(" + inputs.get(0) + " at " + inputs.get(1) + ")";
    }
}
