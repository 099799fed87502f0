package dev.downhill.explain.step;

import dev.downhill.engine.autograd.Allowance;
import dev.downhill.explain.graph.GraphView;
import dev.downhill.explain.graph.GraphView.Edge;
import dev.downhill.explain.graph.GraphView.Node;
import dev.downhill.explain.step.StepTrace.EdgeGradient;
import dev.downhill.explain.step.StepTrace.NodeGradient;
import dev.downhill.explain.step.StepTrace.NodeValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes graphs in the DOT language of Graphviz. */
public final class Dot {
    /** The bytes of a node's line and of its edges' lines while they are assembled. */
    private static final long BYTES_PER_NODE = 2000;

    private final StringBuilder text = new StringBuilder("""
            digraph downhill {
              rankdir=LR;
              node [fontname="monospace", fontsize=10];
              edge [fontname="monospace", fontsize=9];
            """);

    private Dot() {}

    /** Returns a graph with the shapes of its tensors. */
    public static String of(GraphView graph) {
        Allowance.take(BYTES_PER_NODE * graph.nodes().size());
        var dot = new Dot();
        Map<String, List<Node>> groups = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            groups.computeIfAbsent(node.group(), group -> new ArrayList<>()).add(node);
        }
        groups.forEach((group, nodes) -> {
            dot.beginGroup(group);
            nodes.forEach(node -> dot.node(node.id(), node.kind(), label(node.id(), node.formula(), node.shape())));
            dot.endGroup();
        });
        for (Edge edge : graph.edges()) {
            dot.edge(edge.from(), edge.to(), null);
        }
        return dot.end();
    }

    /** Returns the graph of a step: every node with its value and gradient, every edge with the gradient that it passed back. */
    public static String of(StepTrace trace) {
        Allowance.take(BYTES_PER_NODE * trace.backward().nodes().size());
        var dot = new Dot();
        Map<String, String> gradients = new HashMap<>();
        for (NodeGradient gradient : trace.backward().nodes()) {
            gradients.put(gradient.node(), gradient.text());
        }
        Map<String, String> passed = new HashMap<>();
        for (EdgeGradient edge : trace.backward().edges()) {
            passed.put(edge.edge(), edge.text());
        }
        List<NodeValue> nodes = Stream.concat(trace.forward().nodes().stream(), trace.loss().nodes().stream())
                .toList();
        for (NodeValue node : nodes) {
            String gradient = gradients.get(node.id());
            dot.node(node.id(), node.kind(), gradient == null ? node.text() : node.text() + "\n" + gradient);
        }
        for (NodeValue node : nodes) {
            for (int i = 0; i < node.inputs().size(); i++) {
                dot.edge(node.inputs().get(i), node.id(), passed.get(node.id() + ":" + i));
            }
        }
        return dot.end();
    }

    private static String label(String id, String formula, List<Integer> shape) {
        String first = formula.equals(id) ? id : id + " = " + formula;
        return shape.isEmpty() ? first : first + "\n" + shape;
    }

    private void beginGroup(String group) {
        text.append("  subgraph ")
                .append(quoted("cluster_" + group))
                .append(" {\n  label=")
                .append(quoted(group))
                .append(";\n");
    }

    private void endGroup() {
        text.append("  }\n");
    }

    private void node(String id, String kind, String label) {
        String shape = switch (kind) {
            case "operation" -> "box";
            case "constant" -> "plaintext";
            default -> "ellipse";
        };
        text.append("  ").append(quoted(id)).append(" [label=").append(quoted(label));
        text.append(", shape=").append(shape).append("];\n");
    }

    private void edge(String from, String to, @Nullable String label) {
        text.append("  ").append(quoted(from)).append(" -> ").append(quoted(to));
        text.append(label == null ? "" : " [label=" + quoted(label) + "]").append(";\n");
    }

    private String end() {
        return text.append("}\n").toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
