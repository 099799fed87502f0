package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/** The same value, with no gradient. */
public record Detach() implements Elementwise.Unary {
    @Override
    public String name() {
        return "detach";
    }

    @Override
    public double apply(double x) {
        return x;
    }

    @Override
    public @Nullable Tensor derivative(Tensor x, Tensor y) {
        return null;
    }
}
