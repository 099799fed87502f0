package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.ShapeException;
import dev.downhill.engine.autograd.Tensor;
import java.util.List;

/** The same elements in the same order, under another shape. */
public record Reshape(Shape target) implements Op {
    @Override
    public String name() {
        return "reshape";
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        if (inputs.getFirst().size() != target.size()) {
            throw new ShapeException("shape " + inputs.getFirst() + " does not fill " + target);
        }
        return target;
    }

    @Override
    public void forward(List<NDArray> inputs, NDArray out, DType dtype) {
        System.arraycopy(inputs.getFirst().values(), 0, out.values(), 0, out.values().length);
    }

    @Override
    public Tensor vjp(int input, Tensor gradient, Tensor output, List<Tensor> inputs) {
        return gradient.reshape(inputs.getFirst().shape());
    }

    @Override
    public String text(List<String> inputs) {
        return "reshape(" + inputs.getFirst() + ", " + target + ")";
    }
}
