package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.ShapeException;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.kernel.SoftmaxLoops;
import java.util.List;

/** exp(x) over its sum along the last dimension; the greatest element is taken off first, so nothing overflows. */
public record Softmax() implements Op {
    @Override
    public String name() {
        return "softmax";
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        return requireRows(inputs.getFirst());
    }

    static Shape requireRows(Shape shape) {
        if (shape.rank() == 0) {
            throw new ShapeException("a scalar has no dimension to run over");
        }
        return shape;
    }

    @Override
    public void forward(List<NDArray> inputs, NDArray out, DType dtype) {
        SoftmaxLoops.softmax(inputs.getFirst().values(), out.shape().dim(-1), new Exp().in(dtype), out.values());
    }

    /** y * (g - sum(g * y)). */
    @Override
    public Tensor vjp(int input, Tensor gradient, Tensor output, List<Tensor> inputs) {
        return output.mul(gradient.sub(gradient.mul(output).sum(true, -1)));
    }

    @Override
    public String text(List<String> inputs) {
        return "softmax(" + inputs.getFirst() + ")";
    }
}
