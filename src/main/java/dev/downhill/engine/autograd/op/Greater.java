package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 1 where a is greater than b, else 0; no gradient flows through it.
 *
 * <p>Without a branch, so that a loop over it becomes vector instructions; NaN where the difference is NaN.
 */
public record Greater() implements Elementwise.Binary {
    @Override
    public String name() {
        return "gt";
    }

    @Override
    public double apply(double a, double b) {
        return Math.signum(Math.max(a - b, 0));
    }

    @Override
    public @Nullable Tensor derivative(int input, Tensor output, List<Tensor> inputs) {
        return null;
    }

    @Override
    public String text(List<String> inputs) {
        return inputs.get(0) + " > " + inputs.get(1);
    }
}
