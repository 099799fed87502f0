package dev.downhill.engine.autograd;

import java.util.List;

/** The product of two tensors, element by element. */
record Multiply() implements Elementwise.Binary {
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
