package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;
import java.util.List;

/** The product of two tensors, element by element. */
public record Multiply() implements Elementwise.Binary {
    @Override
    public String name() {
        return "mul";
    }

    @Override
    public double apply(double a, double b) {
        return a * b;
    }

    @Override
    public Tensor derivative(int input, Tensor output, List<Tensor> inputs) {
        return inputs.get(1 - input);
    }

    @Override
    public String text(List<String> inputs) {
        return inputs.get(0) + " * " + inputs.get(1);
    }
}
