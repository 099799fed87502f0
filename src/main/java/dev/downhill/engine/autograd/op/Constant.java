package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import java.util.List;

/**
 * A leaf that is always the same.
 *
 * @param value is not copied, and must not change any more
 */
public record Constant(NDArray value) implements Op {
    @Override
    public String name() {
        return value.shape().rank() == 0 ? number(value.item()) : "constant";
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        return value.shape();
    }

    @Override
    public void forward(List<NDArray> inputs, NDArray out, DType dtype) {
        System.arraycopy(value.values(), 0, out.values(), 0, out.values().length);
    }

    @Override
    public Tensor vjp(int input, Tensor gradient, Tensor output, List<Tensor> inputs) {
        throw new IllegalStateException("a constant has no inputs");
    }

    @Override
    public String text(List<String> inputs) {
        return name();
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
