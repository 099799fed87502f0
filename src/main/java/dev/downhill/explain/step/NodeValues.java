package dev.downhill.explain.step;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.Graph;
import dev.downhill.engine.autograd.Interpreter;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Tensor;
import java.util.List;
import java.util.Map;

/** The values of tensors, which the interpreter computes with the bits of the run. */
final class NodeValues {
    private final Interpreter interpreter;

    /**
     * @param given the values of the variables
     * @throws TooLarge if all values together are more than {@code most} numbers
     */
    NodeValues(List<Tensor> outputs, Map<Tensor, double[]> given, DType dtype, long most) {
        Graph graph = Graph.of(outputs);
        long numbers =
                graph.nodes().stream().mapToLong(node -> node.shape().size()).sum();
        if (numbers > most) {
            throw new TooLarge(numbers, most);
        }
        interpreter = new Interpreter(graph, dtype);
        given.forEach(interpreter::set);
        interpreter.run();
    }

    NDArray of(Tensor tensor) {
        return new NDArray(tensor.shape(), interpreter.get(tensor));
    }
}
