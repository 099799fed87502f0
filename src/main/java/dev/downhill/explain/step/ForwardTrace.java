package dev.downhill.explain.step;

import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.explain.graph.FormulaText;
import dev.downhill.explain.graph.GraphView;
import dev.downhill.explain.graph.NodeNames;
import dev.downhill.explain.step.StepTrace.NodeValue;
import java.util.List;
import java.util.function.Predicate;

/** The values of the forward pass, in symbols and in numbers. */
record ForwardTrace(NodeNames names, NodeValues values) {
    /** Returns the nodes that fulfil a condition, inputs first. */
    List<NodeValue> of(Predicate<Tensor> condition) {
        return names.nodes().stream().filter(condition).map(this::value).toList();
    }

    private NodeValue value(Tensor node) {
        GraphView.Node view = GraphView.node(node, names);
        NDArray value = values.shown(node);
        String numbers = values.text(value);
        String text = FormulaText.equation(view.id(), numbers);
        if (!node.inputs().isEmpty()) {
            List<String> operands = node.inputs().stream()
                    .map(input -> values.operand(values.shown(input)))
                    .toList();
            text = FormulaText.equation(view.id(), view.formula(), node.op().text(operands), numbers);
        }
        return new NodeValue(
                view.id(),
                view.kind(),
                view.op(),
                view.group(),
                view.inputs(),
                GraphView.shape(value.shape()),
                view.formula(),
                NodeValues.json(value),
                text);
    }
}
