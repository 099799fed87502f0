package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.Gradients;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.kernel.ElementwiseLoops;
import java.util.List;

/** The input repeated until it fills the target shape, by NumPy's rules of broadcasting. */
public record Expand(Shape target) implements Op {
    @Override
    public String name() {
        return "expand";
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        var unused = inputs.getFirst().stridesIn(target);
        return target;
    }

    @Override
    public void forward(List<NDArray> inputs, NDArray out, DType dtype) {
        NDArray x = inputs.getFirst();
        ElementwiseLoops.copy(x.values(), x.shape().stridesIn(target), target.dims(), out.values());
    }

    /** Every copy counts: {@link Gradients} sums them. */
    @Override
    public Tensor vjp(int input, Tensor gradient, Tensor output, List<Tensor> inputs) {
        return gradient;
    }

    @Override
    public String text(List<String> inputs) {
        return "expand(" + inputs.getFirst() + ", " + target + ")";
    }
}
