package dev.downhill.explain.gradient;

import dev.downhill.engine.autograd.Interpreter;
import dev.downhill.engine.autograd.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A node of a graph with its numbers: small tensors whole, larger ones as a summary; null for what is not finite.
 *
 * @param id its place in the graph, from 0
 * @param op the name of its operation; {@code parameter} or {@code constant} for a leaf
 * @param text the operation as a formula, in which {@code #3} is node 3
 * @param inputs the nodes that it is computed from
 * @param gradient of the last node with respect to this one; null too where none flows
 */
public record GraphNode(
        int id,
        String op,
        String text,
        List<Integer> inputs,
        List<Integer> shape,
        @Nullable Object value,
        @Nullable Object gradient) {

    /** Returns all nodes of a graph, given the gradient for each of them. */
    static List<GraphNode> all(List<Tensor> nodes, List<Tensor> gradients, Interpreter interpreter) {
        Map<Tensor, Integer> ids = new HashMap<>();
        List<GraphNode> views = new ArrayList<>();
        for (int id = 0; id < nodes.size(); id++) {
            Tensor node = nodes.get(id);
            ids.put(node, id);
            List<Integer> inputs = node.inputs().stream()
                    .map(input -> Objects.requireNonNull(ids.get(input)))
                    .toList();
            int[] dims = node.shape().dims();
            boolean flows = node.requiresGrad();
            views.add(new GraphNode(
                    id,
                    op(node),
                    text(node, inputs),
                    inputs,
                    Arrays.stream(dims).boxed().toList(),
                    ShownTensor.shortened(interpreter.get(node), dims),
                    flows ? ShownTensor.shortened(interpreter.get(gradients.get(id)), dims) : null));
        }
        return views;
    }

    private static String op(Tensor node) {
        if (!node.inputs().isEmpty()) {
            return node.op().name();
        }
        return node.requiresGrad() ? "parameter" : "constant";
    }

    /** A leaf stands in a formula as itself. */
    private static String text(Tensor node, List<Integer> inputs) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Tensor input = node.inputs().get(i);
            names.add(input.inputs().isEmpty() ? input.op().text(List.of()) : "#" + inputs.get(i));
        }
        return node.op().text(names);
    }
}
