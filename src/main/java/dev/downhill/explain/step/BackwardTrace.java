package dev.downhill.explain.step;

import dev.downhill.engine.autograd.BackwardPass;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Transpose;
import dev.downhill.explain.graph.FormulaText;
import dev.downhill.explain.graph.GraphView;
import dev.downhill.explain.graph.NodeNames;
import dev.downhill.explain.graph.ShownNumbers;
import dev.downhill.explain.step.StepTrace.BackwardPhase;
import dev.downhill.explain.step.StepTrace.Derivative;
import dev.downhill.explain.step.StepTrace.EdgeGradient;
import dev.downhill.explain.step.StepTrace.NodeGradient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The backward pass, edge by edge, in symbols and in numbers. */
final class BackwardTrace {
    private static final String TIMES = " × ";

    private final NodeNames names;
    private final BackwardPass pass;
    private final RowAxes axes;
    private final Map<BackwardPass.Edge, LocalDerivative> derivatives = new HashMap<>();

    BackwardTrace(NodeNames names, BackwardPass pass, RowAxes axes) {
        this.names = names;
        this.pass = pass;
        this.axes = axes;
        pass.edges().forEach(edge -> derivatives.put(edge, LocalDerivative.of(edge)));
    }

    /** Returns what has to be computed. */
    List<Tensor> outputs() {
        List<Tensor> outputs = new ArrayList<>(pass.gradients().values());
        for (BackwardPass.Edge edge : pass.edges()) {
            outputs.add(edge.passed());
            Tensor derivative = derivative(edge).tensor();
            if (derivative != null) {
                outputs.add(derivative);
            }
        }
        return outputs;
    }

    LocalDerivative derivative(BackwardPass.Edge edge) {
        return Objects.requireNonNull(derivatives.get(edge));
    }

    BackwardPhase phase(NodeValues values) {
        List<EdgeGradient> edges =
                pass.edges().stream().map(edge -> edge(edge, values)).toList();
        List<NodeGradient> nodes = pass.nodes().reversed().stream()
                .filter(pass.gradients()::containsKey)
                .map(node -> node(node, values))
                .toList();
        return new BackwardPhase(edges, nodes);
    }

    private EdgeGradient edge(BackwardPass.Edge edge, NodeValues values) {
        Tensor node = edge.node();
        NDArray arrived = values.shown(pass.gradient(node), node);
        NDArray passed = values.shown(edge.passed(), edge.target());
        Derivative derivative = derivative(edge, values);
        String head = d(edge.target()) + " = ";
        return new EdgeGradient(
                GraphView.edgeId(node, edge.input(), names),
                names.id(node),
                names.id(edge.target()),
                derivative,
                ShownNumbers.json(arrived),
                ShownNumbers.json(passed),
                head + chain(edge, d(node), derivative.formula()),
                head + chain(edge, values.operand(arrived), number(edge, values)) + " = " + values.text(passed));
    }

    /** The chain rule of one edge; what was repeated by broadcasting is summed. */
    private String chain(BackwardPass.Edge edge, String arrived, String derivative) {
        Tensor node = edge.node();
        Shape target = axes.shape(edge.target());
        if (derivative(edge) instanceof LocalDerivative.OtherFactor) {
            if (isOuter(edge)) {
                return "outer(" + derivative + ", " + arrived + ")";
            }
            return edge.input() == 0 ? arrived + " @ " + derivative : derivative + " @ " + arrived;
        }
        if (node.op() instanceof Transpose) {
            return arrived + ".mT";
        }
        String product = arrived + TIMES + FormulaText.operand(derivative);
        boolean repeated =
                derivative(edge) instanceof LocalDerivative.ElementByElement && !target.equals(axes.shape(node));
        if (!repeated) {
            return product;
        }
        return target.rank() == 0 ? "sum(" + product + ")" : "sumTo(" + product + ", " + target + ")";
    }

    /** Whether a product of a matrix is that of a row, whose gradient is an outer product of two vectors. */
    private boolean isOuter(BackwardPass.Edge edge) {
        return edge.input() == 1 && axes.has(edge.node()) && axes.has(otherFactor(edge));
    }

    private static Tensor otherFactor(BackwardPass.Edge edge) {
        return edge.node().inputs().get(1 - edge.input());
    }

    private Derivative derivative(BackwardPass.Edge edge, NodeValues values) {
        LocalDerivative derivative = derivative(edge);
        NDArray value = value(edge, values);
        Tensor tensor = shownDerivative(edge);
        String formula = formula(edge);
        String head = "d(" + names.id(edge.node()) + ")/d(" + names.id(edge.target()) + ")";
        String text = tensor == null || value == null
                ? head
                : FormulaText.equation(
                        head,
                        formula,
                        FormulaText.of(tensor, node -> names.has(node) ? values.text(values.shown(node)) : null),
                        values.text(value));
        return new Derivative(derivative.kind(), formula, value == null ? null : ShownNumbers.json(value), text);
    }

    /** Returns the derivative's tensor; of an outer product the factor itself, which has no rows to transpose. */
    private @Nullable Tensor shownDerivative(BackwardPass.Edge edge) {
        LocalDerivative derivative = derivative(edge);
        return derivative instanceof LocalDerivative.OtherFactor && isOuter(edge)
                ? otherFactor(edge)
                : derivative.tensor();
    }

    private String formula(BackwardPass.Edge edge) {
        Tensor tensor = shownDerivative(edge);
        return tensor == null
                ? "d(" + names.id(edge.node()) + ")/d(" + names.id(edge.target()) + ")"
                : FormulaText.of(tensor, node -> names.has(node) ? names.inFormula(node) : null);
    }

    private @Nullable NDArray known(BackwardPass.Edge edge, NodeValues values) {
        Tensor tensor = shownDerivative(edge);
        return tensor == null ? null : values.shown(tensor, names.has(tensor) ? tensor : edge.node());
    }

    private @Nullable NDArray value(BackwardPass.Edge edge, NodeValues values) {
        return derivative(edge) instanceof LocalDerivative.Jacobian jacobian
                ? LocalDerivative.matrix(jacobian, edge.node().inputs(), values::of)
                : known(edge, values);
    }

    private String number(BackwardPass.Edge edge, NodeValues values) {
        NDArray value = value(edge, values);
        return value == null ? formula(edge) : values.text(value);
    }

    private NodeGradient node(Tensor node, NodeValues values) {
        List<BackwardPass.Edge> arriving =
                pass.edges().stream().filter(edge -> edge.target() == node).toList();
        NDArray gradient = values.shown(pass.gradient(node), node);
        var text = new StringBuilder(d(node));
        if (arriving.size() > 1) {
            text.append(" = ")
                    .append(String.join(
                            " + ",
                            arriving.stream()
                                    .map(edge -> values.operand(values.shown(edge.passed(), node)))
                                    .toList()));
        }
        text.append(" = ").append(values.text(gradient));
        return new NodeGradient(
                names.id(node),
                ShownNumbers.json(gradient),
                arriving.stream()
                        .map(edge -> GraphView.edgeId(edge.node(), edge.input(), names))
                        .toList(),
                text.toString());
    }

    private String d(Tensor node) {
        return "d(loss)/d(" + names.id(node) + ")";
    }
}
