package dev.downhill.explain.step;

import dev.downhill.explain.layer.OpenedLayer;
import dev.downhill.explain.step.StepTrace.BackwardPhase;
import dev.downhill.explain.step.StepTrace.EdgeGradient;
import dev.downhill.explain.step.StepTrace.NodeGradient;
import dev.downhill.explain.step.StepTrace.NodeValue;
import dev.downhill.explain.step.StepTrace.UpdatePhase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lines of a trace as a terminal shows it: like a traceback, from the loss back to each weight. */
final class TraceLines {
    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();

    void heading(String title) {
        text.append('\n');
        line(0, title);
    }

    void line(int depth, String line) {
        text.append(INDENT.repeat(depth)).append(line).append('\n');
    }

    void nodes(List<NodeValue> nodes) {
        nodes.stream().filter(node -> !node.kind().equals("constant")).forEach(node -> line(1, node.text()));
    }

    /** Each node with what it passes on, and each weight with what arrived there. */
    void backward(List<NodeValue> values, BackwardPhase backward) {
        Map<String, NodeValue> nodes = new HashMap<>();
        values.forEach(node -> nodes.put(node.id(), node));
        for (NodeGradient arrived : backward.nodes()) {
            NodeValue node = nodes.get(arrived.node());
            List<EdgeGradient> passedOn = backward.edges().stream()
                    .filter(edge -> edge.from().equals(arrived.node()))
                    .toList();
            boolean weight = passedOn.isEmpty();
            line(
                    1,
                    (weight ? "weight " : "at ") + arrived.node()
                            + (node == null || weight ? "" : " = " + node.formula()) + ", where " + arrived.text());
            for (EdgeGradient edge : passedOn) {
                line(2, edge.formula());
                line(3, edge.text().substring(edge.text().indexOf(" = ") + 1));
            }
        }
    }

    void update(UpdatePhase update) {
        heading("Update (" + update.optimizer() + ")");
        update.scalars().forEach(scalar -> line(1, scalar.text()));
        update.parameters().forEach(parameter -> {
            line(1, parameter.parameter() + ":");
            line(2, parameter.gradientText());
            parameter.equations().forEach(equation -> line(2, equation.text()));
        });
    }

    /** Each opened layer, or nothing if there is none. */
    void layers(List<OpenedLayer> layers) {
        if (!layers.isEmpty()) {
            heading("Layers");
        }
        for (OpenedLayer layer : layers) {
            line(1, layer.text().getFirst());
            layer.text().stream().skip(1).forEach(line -> line(2, line));
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
