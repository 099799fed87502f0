package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;
import java.util.List;

/**
 * a * b + c, rounded once: what {@code torch.add(c, b, alpha=a)} computes on a processor with fused multiply-add. See
 * docs/decisions/0002-updates-use-fused-multiply-add.md.
 */
public record MultiplyAdd() implements Elementwise.Ternary {
    @Override
    public String name() {
        return "fma";
    }

    @Override
    public double apply(double a, double b, double c) {
        return Math.fma(a, b, c);
    }

    @Override
    public float apply(float a, float b, float c) {
        return Math.fma(a, b, c);
    }

    @Override
    public Tensor derivative(int input, Tensor output, List<Tensor> inputs) {
        return input == 2 ? Tensor.of(1) : inputs.get(1 - input);
    }

    @Override
    public String text(List<String> inputs) {
        return inputs.get(0) + " * " + inputs.get(1) + " + " + inputs.get(2);
    }
}
