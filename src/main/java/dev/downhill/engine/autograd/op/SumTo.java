package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.kernel.ReductionLoops;
import java.util.List;

/**
 * The sum over every dimension that broadcasting from the target shape would have repeated: the reverse of it. From
 * (10, 4) to (4,) it adds the rows up.
 */
public record SumTo(Shape target) implements Op {
    @Override
    public String name() {
        return "sumTo";
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        var unused = target.stridesIn(inputs.getFirst());
        return target;
    }

    @Override
    public void forward(List<NDArray> inputs, NDArray out, DType dtype) {
        NDArray x = inputs.getFirst();
        ReductionLoops.sum(
                x.values(), x.shape().dims(), target.stridesIn(x.shape()), out.values(), dtype == DType.FLOAT32);
    }

    @Override
    public Tensor vjp(int input, Tensor gradient, Tensor output, List<Tensor> inputs) {
        return gradient.expand(inputs.getFirst().shape());
    }

    @Override
    public String text(List<String> inputs) {
        return "sumTo(" + inputs.getFirst() + ", " + target + ")";
    }
}
