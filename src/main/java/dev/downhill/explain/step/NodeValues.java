package dev.downhill.explain.step;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.Graph;
import dev.downhill.engine.autograd.Interpreter;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.explain.graph.FormulaText;
import dev.downhill.explain.graph.ShownNumbers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of tensors, which the interpreter computes with the bits of the run, and how an explanation shows them. */
final class NodeValues {
    private final Interpreter interpreter;
    private final RowAxes axes;

    /**
     * @param given the values of the variables
     * @param axes the dimensions that are not shown
     * @throws TooLarge if all values together are more than {@code most} numbers
     */
    NodeValues(List<Tensor> outputs, Map<Tensor, double[]> given, DType dtype, long most, RowAxes axes) {
        Graph graph = Graph.of(outputs);
        long numbers =
                graph.nodes().stream().mapToLong(node -> node.shape().size()).sum();
        if (numbers > most) {
            throw new TooLarge(numbers, most);
        }
        this.axes = axes;
        interpreter = new Interpreter(graph, dtype);
        given.forEach(interpreter::set);
        interpreter.run();
    }

    /** Returns the value of a tensor, in its own shape. */
    NDArray of(Tensor tensor) {
        return new NDArray(tensor.shape(), interpreter.get(tensor));
    }

    /** Returns the value of a node, in the shape in which it is shown. */
    NDArray shown(Tensor node) {
        return shown(node, node);
    }

    /** Returns a value that belongs to a node, such as its gradient, in the shape in which the node is shown. */
    NDArray shown(Tensor tensor, Tensor node) {
        return axes.without(of(tensor), node);
    }

    String text(NDArray value) {
        return axes.isOfARow() && value.values().length == 1
                ? ShownNumbers.text(value.values()[0])
                : ShownNumbers.text(value, axes.wholeInText());
    }

    String operand(NDArray value) {
        return FormulaText.operand(text(value));
    }

    static @Nullable Object json(NDArray value) {
        return ShownNumbers.json(value);
    }
}
