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
    private final Map<BackwardPass.Edge, LocalDerivative> derivatives = new HashMap<>();

    BackwardTrace(NodeNames names, BackwardPass pass) {
        this.names = names;
        this.pass = pass;
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

    private LocalDerivative derivative(BackwardPass.Edge edge) {
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
        NDArray arrived = values.of(pass.gradient(node));
        NDArray passed = values.of(edge.passed());
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
                head + chain(edge, ShownNumbers.operand(arrived), number(edge, values)) + " = "
                        + ShownNumbers.text(passed));
    }

    /** The chain rule of one edge; what was repeated by broadcasting is summed. */
    private String chain(BackwardPass.Edge edge, String arrived, String derivative) {
        Tensor node = edge.node();
        Shape target = edge.target().shape();
        if (derivative(edge) instanceof LocalDerivative.OtherFactor) {
            return edge.input() == 0 ? arrived + " @ " + derivative : derivative + " @ " + arrived;
        }
        if (node.op() instanceof Transpose) {
            return arrived + ".mT";
        }
        String product = arrived + TIMES + FormulaText.operand(derivative);
        boolean repeated = derivative(edge) instanceof LocalDerivative.ElementByElement && !target.equals(node.shape());
        if (!repeated) {
            return product;
        }
        return target.rank() == 0 ? "sum(" + product + ")" : "sumTo(" + product + ", " + target + ")";
    }

    private Derivative derivative(BackwardPass.Edge edge, NodeValues values) {
        LocalDerivative derivative = derivative(edge);
        NDArray value = value(edge, values);
        return new Derivative(derivative.kind(), formula(edge), value == null ? null : ShownNumbers.json(value));
    }

    private String formula(BackwardPass.Edge edge) {
        Tensor tensor = derivative(edge).tensor();
        return tensor == null
                ? "d(" + names.id(edge.node()) + ")/d(" + names.id(edge.target()) + ")"
                : FormulaText.of(tensor, node -> names.has(node) ? names.inFormula(node) : null);
    }

    private static @Nullable NDArray known(@Nullable Tensor tensor, NodeValues values) {
        return tensor == null ? null : values.of(tensor);
    }

    private @Nullable NDArray value(BackwardPass.Edge edge, NodeValues values) {
        return derivative(edge) instanceof LocalDerivative.Jacobian jacobian
                ? LocalDerivative.matrix(jacobian, edge.node().inputs(), values::of)
                : known(derivative(edge).tensor(), values);
    }

    private String number(BackwardPass.Edge edge, NodeValues values) {
        NDArray value = value(edge, values);
        return value == null ? formula(edge) : ShownNumbers.text(value);
    }

    private NodeGradient node(Tensor node, NodeValues values) {
        List<BackwardPass.Edge> arriving =
                pass.edges().stream().filter(edge -> edge.target() == node).toList();
        NDArray gradient = values.of(pass.gradient(node));
        var text = new StringBuilder(d(node));
        if (arriving.size() > 1) {
            text.append(" = ")
                    .append(String.join(
                            " + ",
                            arriving.stream()
                                    .map(edge -> ShownNumbers.operand(values.of(edge.passed())))
                                    .toList()));
        }
        text.append(" = ").append(ShownNumbers.text(gradient));
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
