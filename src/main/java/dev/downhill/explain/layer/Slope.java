package dev.downhill.explain.layer;

import dev.downhill.engine.autograd.BackwardPass;
import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.Graph;
import dev.downhill.engine.autograd.Interpreter;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.nn.activation.Activation;
import java.util.List;

/** The derivative of an activation at one of some numbers. */
final class Slope {
    private Slope() {}

    /** Returns the derivative of the output at an index with respect to the input there. */
    static double of(Activation activation, Shape shape, double[] numbers, int index, DType dtype) {
        Tensor input = Tensor.variable("weighted", shape, true);
        double[] chosen = new double[numbers.length];
        chosen[index] = 1;
        Tensor output = activation.apply(input).mul(Tensor.of(new NDArray(shape, chosen)));
        Tensor gradient = BackwardPass.of(output.sum()).gradient(input);
        var interpreter = new Interpreter(Graph.of(List.of(gradient, input)), dtype);
        interpreter.set(input, numbers);
        interpreter.run();
        return interpreter.get(gradient)[index];
    }
}
