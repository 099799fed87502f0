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
 * Rows of zeros to which elements are added where the second input numbers them: the reverse of {@link Take}. Two inputs
 * of one shape (..., k) give shape (..., columns).
 */
public record Put(int columns) implements Op {
    @Override
    public String name() {
        return "put";
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        if (!inputs.get(0).equals(inputs.get(1)) || inputs.get(0).rank() == 0) {
            throw new ShapeException("shapes " + inputs.get(0) + " and " + inputs.get(1) + " differ");
        }
        int[] dims = inputs.get(0).dims();
        dims[dims.length - 1] = columns;
        return Shape.of(dims);
    }

    @Override
    public void forward(List<NDArray> inputs, NDArray out, DType dtype) {
        double[] elements = inputs.get(0).values();
        double[] indices = inputs.get(1).values();
        int count = inputs.get(0).shape().dim(-1);
        if (dtype == DType.FLOAT32) {
            float[] sums = new float[out.values().length];
            dev.downhill.engine.kernel.float32.scalar.Rows.put(
                    Floats.of(elements), Floats.of(indices), sums, elements.length, count, columns);
            Floats.copy(sums, out.values());
        } else {
            dev.downhill.engine.kernel.float64.scalar.Rows.put(
                    elements, indices, out.values(), elements.length, count, columns);
        }
    }

    @Override
    public @Nullable Tensor vjp(int input, Tensor gradient, Tensor output, List<Tensor> inputs) {
        return input == 0 ? Tensor.apply(new Take(), gradient, inputs.get(1)) : null;
    }

    @Override
    public String text(List<String> inputs) {
        return "put(" + inputs.get(0) + " at " + inputs.get(1) + ")";
    }
}
