package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.kernel.SoftmaxLoops;
import java.util.List;

/** The logarithm of the softmax over the last dimension; the greatest element is taken off first, so nothing overflows. */
public record LogSoftmax() implements Op {
    @Override
    public String name() {
        return "logSoftmax";
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        return Softmax.requireRows(inputs.getFirst());
    }

    @Override
    public void forward(List<NDArray> inputs, NDArray out, DType dtype) {
        SoftmaxLoops.logSoftmax(inputs.getFirst().values(), out.shape().dim(-1), new Exp().in(dtype), out.values());
    }

    /** g - softmax(x) * sum(g). */
    @Override
    public Tensor vjp(int input, Tensor gradient, Tensor output, List<Tensor> inputs) {
        return gradient.sub(output.exp().mul(gradient.sum(true, -1)));
    }

    @Override
    public String text(List<String> inputs) {
        return "logSoftmax(" + inputs.getFirst() + ")";
    }
}
