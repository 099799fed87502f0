package dev.downhill.engine.autograd;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** 1 where a is greater than b, else 0; no gradient flows through it. */
record Greater() implements Elementwise.Binary {
    @Override
    public String name() {
        return "gt";
    }

    @Override
    public double apply(double a, double b) {
        return a > b ? 1 : 0;
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
