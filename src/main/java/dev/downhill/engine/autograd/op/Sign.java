package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/** -1, 0 or 1; no gradient flows through it. */
public record Sign() implements Elementwise.Unary {
    @Override
    public String name() {
        return "sign";
    }

    @Override
    public double apply(double x) {
        return Math.signum(x);
    }

    @Override
    public @Nullable Tensor derivative(Tensor x, Tensor y) {
        return null;
    }
}
