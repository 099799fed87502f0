package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import java.util.List;

/**
 * A leaf that gets its value from outside: a parameter, a data column, a learning rate.
 *
 * @param name the name in formulas and messages
 */
public record Variable(String name, Shape shape) implements Op {
    @Override
    public Shape shape(List<Shape> inputs) {
        return shape;
    }

    @Override
    public void forward(List<NDArray> inputs, NDArray out, DType dtype) {
        throw new IllegalStateException("variable " + name + " has no value");
    }

    @Override
    public Tensor vjp(int input, Tensor gradient, Tensor output, List<Tensor> inputs) {
        throw new IllegalStateException("a variable has no inputs");
    }

    @Override
    public String text(List<String> inputs) {
        return name;
    }
}
