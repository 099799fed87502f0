package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.kernel.ReductionLoops;
import java.util.List;

/**
 * The greatest element over the dimensions {@code axes}; elements that tie share the gradient evenly, as in PyTorch.
 * Without elements it is -infinity.
 */
public record Amax(List<Integer> axes, boolean keepDims) implements ReductionOp {
    @Override
    public String name() {
        return "amax";
    }

    @Override
    public void forward(List<NDArray> inputs, NDArray out, DType dtype) {
        NDArray x = inputs.getFirst();
        ReductionLoops.fold(
                Math::max, Double.NEGATIVE_INFINITY, x.values(), x.shape().dims(), outStrides(x.shape()), out.values());
    }

    @Override
    public Tensor vjp(int input, Tensor gradient, Tensor output, List<Tensor> inputs) {
        return spreadOverTies(gradient, output, inputs.getFirst());
    }
}
