package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Tensor;
import java.util.List;

/** The difference of two tensors, element by element. */
public record Subtract() implements Elementwise.Binary {
    @Override
    public String name() {
        return "sub";
    }

    @Override
    public double apply(double a, double b) {
        return a - b;
    }

    @Override
    public Tensor derivative(int input, Tensor output, List<Tensor> inputs) {
        return Tensor.of(input == 0 ? 1 : -1);
    }

    @Override
    public String text(List<String> inputs) {
        return inputs.get(0) + " - " + inputs.get(1);
    }
}
