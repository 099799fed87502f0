package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The second input where the first is not 0, the third elsewhere. */
public record Where() implements Elementwise.Ternary {
    @Override
    public String name() {
        return "where";
    }

    @Override
    public double apply(double condition, double chosen, double otherwise) {
        return condition != 0 ? chosen : otherwise;
    }

    @Override
    public boolean selects() {
        return true;
    }

    @Override
    public @Nullable Tensor derivative(int input, Tensor output, List<Tensor> inputs) {
        Tensor condition = inputs.get(0);
        return switch (input) {
            case 0 -> null;
            case 1 -> Tensor.of(1).where(condition, Tensor.of(0));
            default -> Tensor.of(0).where(condition, Tensor.of(1));
        };
    }
}
