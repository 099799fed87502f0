package dev.downhill.engine.autograd;

import org.jspecify.annotations.Nullable;

/** The same value, with no gradient. */
record Detach() implements Elementwise.Unary {
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
