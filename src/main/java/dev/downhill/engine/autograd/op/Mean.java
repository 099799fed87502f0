package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.kernel.ReductionLoops;
import java.util.List;

/**
 * The arithmetic mean over the dimensions {@code axes}: the {@linkplain Sum sum} in the order of the elements, divided
 * once.
 */
public record Mean(List<Integer> axes, boolean keepDims) implements ReductionOp {
    @Override
    public String name() {
        return "mean";
    }

    @Override
    public void forward(List<NDArray> inputs, NDArray out, DType dtype) {
        NDArray x = inputs.getFirst();
        ReductionLoops.sum(x.values(), x.shape().dims(), outStrides(x.shape()), out.values(), dtype == DType.FLOAT32);
        int count = count(x.shape());
        double[] sums = out.values();
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= count;
        }
    }

    @Override
    public Tensor vjp(int input, Tensor gradient, Tensor output, List<Tensor> inputs) {
        Tensor x = inputs.getFirst();
        return spread(gradient.div(count(x.shape())), x);
    }
}
