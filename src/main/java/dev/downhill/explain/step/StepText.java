package dev.downhill.explain.step;

import dev.downhill.explain.graph.ShownNumbers;
import dev.downhill.explain.step.StepTrace.EdgeGradient;
import dev.downhill.explain.step.StepTrace.NodeGradient;
import dev.downhill.explain.step.StepTrace.NodeValue;
import dev.downhill.explain.step.StepTrace.ParameterUpdate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A step as a terminal shows it: like a traceback, from the loss back to each weight. */
public final class StepText {
    private static final String INDENT = "  ";

    private final StepTrace trace;
    private final StringBuilder text = new StringBuilder();

    private StepText(StepTrace trace) {
        this.trace = trace;
    }

    public static String of(StepTrace trace) {
        return new StepText(trace).write();
    }

    private String write() {
        int rows = trace.rows().count();
        line(
                0,
                "Step " + trace.step() + ": learning rate " + ShownNumbers.text(trace.learningRate()) + ", " + rows
                        + (rows == 1 ? " row" : " rows"));
        heading("Forward");
        trace.forward().nodes().forEach(this::node);
        heading("Loss");
        trace.loss().nodes().forEach(this::node);
        heading("Traceback (from the loss back to each weight)");
        backward();
        heading("Update (" + trace.update().optimizer() + ")");
        trace.update().scalars().forEach(scalar -> line(1, scalar.text()));
        trace.update().parameters().forEach(this::update);
        heading("Next");
        line(1, trace.next().text());
        return text.toString();
    }

    private void heading(String title) {
        text.append('\n');
        line(0, title);
    }

    private void line(int depth, String line) {
        text.append(INDENT.repeat(depth)).append(line).append('\n');
    }

    private void node(NodeValue node) {
        if (!node.kind().equals("constant")) {
            line(1, node.text());
        }
    }

    /** Each node with what it passes on, and each weight with what arrived there. */
    private void backward() {
        Map<String, NodeValue> nodes = new HashMap<>();
        Stream.concat(trace.forward().nodes().stream(), trace.loss().nodes().stream())
                .forEach(node -> nodes.put(node.id(), node));
        for (NodeGradient arrived : trace.backward().nodes()) {
            NodeValue node = nodes.get(arrived.node());
            List<EdgeGradient> passedOn = trace.backward().edges().stream()
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

    private void update(ParameterUpdate update) {
        line(1, update.parameter() + ":");
        line(2, update.gradientText());
        update.equations().forEach(equation -> line(2, equation.text()));
    }
}
