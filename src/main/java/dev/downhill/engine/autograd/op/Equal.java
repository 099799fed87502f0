package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 1 where both are equal, else 0; no gradient flows through it. */
public record Equal() implements Elementwise.Binary {
    @Override
    public String name() {
        return "eq";
    }

    @Override
    public double apply(double a, double b) {
        return a == b ? 1 : 0;
    }

    @Override
    public @Nullable Tensor derivative(int input, Tensor output, List<Tensor> inputs) {
        return null;
    }

    @Override
    public String text(List<String> inputs) {
        return inputs.get(0) + " == " + inputs.get(1);
    }
}
