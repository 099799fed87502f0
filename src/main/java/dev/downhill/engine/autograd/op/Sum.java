package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.kernel.ReductionLoops;
import java.util.List;

/**
 * The sum over the dimensions {@code axes}, added in the order of the elements. One number is summed in double and
 * rounded once; several numbers are summed in the type of the run.
 */
public record Sum(List<Integer> axes, boolean keepDims) implements ReductionOp {
    @Override
    public String name() {
        return "sum";
    }

    @Override
    public void forward(List<NDArray> inputs, NDArray out, DType dtype) {
        NDArray x = inputs.getFirst();
        ReductionLoops.sum(x.values(), x.shape().dims(), outStrides(x.shape()), out.values(), dtype == DType.FLOAT32);
    }

    @Override
    public Tensor vjp(int input, Tensor gradient, Tensor output, List<Tensor> inputs) {
        return spread(gradient, inputs.getFirst());
    }
}
