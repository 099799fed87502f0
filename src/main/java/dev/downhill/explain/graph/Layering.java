package dev.downhill.explain.graph;

import dev.downhill.explain.graph.GraphView.Edge;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The amount of layout work for the drawing of a graph in layers.
 *
 * <p>A node stands in the layer after the last of its inputs, and what has no inputs right before the first that uses it. A
 * line that crosses layers has a bend in each, so that a variable that 600 products use in turn has 180,000 of them: by these
 * an algorithm's time and memory go, not by nodes.
 */
final class Layering {
    private final Map<String, Integer> layers = new HashMap<>();

    private Layering(GraphView graph) {
        Map<String, Integer> firstUse = new HashMap<>();
        for (GraphView.Node node : graph.nodes()) {
            layers.put(node.id(), 1 + lastOf(node.inputs()));
        }
        for (Edge edge : graph.edges()) {
            firstUse.merge(edge.from(), layer(edge.to()), Math::min);
        }
        for (GraphView.Node node : graph.nodes()) {
            if (node.inputs().isEmpty()) {
                layers.put(node.id(), firstUse.getOrDefault(node.id(), 1) - 1);
            }
        }
    }

    /** Returns how many boxes, lines and bends a drawing has. */
    static long parts(GraphView graph) {
        var layering = new Layering(graph);
        long parts = graph.nodes().size();
        for (Edge edge : graph.edges()) {
            parts += Math.max(1, layering.layer(edge.to()) - layering.layer(edge.from()));
        }
        return parts;
    }

    private int lastOf(List<String> inputs) {
        return inputs.stream().mapToInt(this::layer).max().orElse(-1);
    }

    private int layer(String id) {
        return layers.getOrDefault(id, 0);
    }
}
