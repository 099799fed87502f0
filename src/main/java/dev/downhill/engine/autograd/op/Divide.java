package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Tensor;
import java.util.Arrays;
import java.util.List;

/** The quotient of two tensors, element by element. A division by zero gives an infinity or NaN. */
public record Divide() implements Elementwise.Binary {
    @Override
    public String name() {
        return "div";
    }

    @Override
    public double apply(double a, double b) {
        return a / b;
    }

    @Override
    public boolean hasPole(List<Tensor> inputs) {
        Tensor divisor = inputs.get(1);
        NDArray value = divisor.value();
        return value == null
                ? !Signs.isPositive(divisor)
                : Arrays.stream(value.values()).anyMatch(number -> number == 0);
    }

    @Override
    public Tensor derivative(int input, Tensor output, List<Tensor> inputs) {
        Tensor divisor = inputs.get(1);
        return input == 0 ? Tensor.of(1).div(divisor) : output.div(divisor).neg();
    }

    @Override
    public String text(List<String> inputs) {
        return inputs.get(0) + " / " + inputs.get(1);
    }
}
