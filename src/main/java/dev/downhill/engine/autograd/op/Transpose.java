package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.ShapeException;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.kernel.ElementwiseLoops;
import java.util.List;

/**
 * The input with its last two dimensions exchanged: (..., n, m) becomes (..., m, n), as by {@code torch.Tensor.mT}.
 */
public record Transpose() implements Op {
    @Override
    public String name() {
        return "mT";
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        Shape shape = inputs.getFirst();
        if (shape.rank() < 2) {
            throw new ShapeException("shape " + shape + " has no two dimensions to exchange");
        }
        return Shape.of(exchanged(shape.dims()));
    }

    @Override
    public void forward(List<NDArray> inputs, NDArray out, DType dtype) {
        NDArray x = inputs.getFirst();
        ElementwiseLoops.copy(
                x.values(), exchanged(x.shape().strides()), out.shape().dims(), out.values());
    }

    @Override
    public Tensor vjp(int input, Tensor gradient, Tensor output, List<Tensor> inputs) {
        return gradient.mT();
    }

    @Override
    public String text(List<String> inputs) {
        return inputs.getFirst() + ".mT";
    }

    private static int[] exchanged(int[] perDimension) {
        int last = perDimension.length - 1;
        int kept = perDimension[last];
        perDimension[last] = perDimension[last - 1];
        perDimension[last - 1] = kept;
        return perDimension;
    }
}
