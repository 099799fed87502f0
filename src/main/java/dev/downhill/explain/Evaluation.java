package dev.downhill.explain;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.Graph;
import dev.downhill.engine.autograd.Interpreter;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The values of tensors: the interpreter's, or the run's own where those are known. */
final class Evaluation {
    private final Interpreter interpreter;
    private final Map<Tensor, NDArray> own = new HashMap<>();

    /**
     * @param given the values of the variables
     * @throws TooLarge if all values together are more than {@code most} numbers
     */
    Evaluation(List<Tensor> outputs, Map<Tensor, double[]> given, DType dtype, long most) {
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

    /** Says the run's own value of a tensor. */
    void own(Tensor tensor, double[] value) {
        own.put(tensor, new NDArray(tensor.shape(), value));
    }

    NDArray of(Tensor tensor) {
        NDArray known = own.get(tensor);
        return known == null ? new NDArray(tensor.shape(), interpreter.get(tensor)) : known;
    }
}
