package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;
import java.util.List;

/** The greater of two numbers; where they are equal each gets half of the gradient, as in PyTorch. */
public record Maximum() implements Elementwise.Binary {
    @Override
    public String name() {
        return "maximum";
    }

    @Override
    public double apply(double a, double b) {
        return Math.max(a, b);
    }

    @Override
    public boolean selects() {
        return true;
    }

    @Override
    public Tensor derivative(int input, Tensor output, List<Tensor> inputs) {
        Tensor a = inputs.get(input);
        Tensor b = inputs.get(1 - input);
        return a.gt(b).add(a.eq(b).mul(0.5));
    }
}
