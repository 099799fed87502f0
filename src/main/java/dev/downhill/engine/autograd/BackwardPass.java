package dev.downhill.engine.autograd;

import dev.downhill.engine.autograd.op.Assemble;
import dev.downhill.engine.autograd.op.MatMul;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reverse-mode differentiation, edge by edge.
 *
 * <p>Walks from the loss to the leaves. At every node the gradients that arrived have been added up; its backward rule
 * passes them on to its inputs. Griewank and Walther, <i>Evaluating Derivatives</i>, chapter 3.
 *
 * @param nodes the nodes that the loss depends on, inputs first.
 * @param gradients the gradient of the loss with respect to each tensor that has one.
 * @param edges the edges that pass on a gradient, in the order of the walk.
 */
public record BackwardPass(List<Tensor> nodes, Map<Tensor, Tensor> gradients, List<Edge> edges) {

    /**
     * The gradient that a node passes on to one of its inputs.
     *
     * @param node the node, at which all gradients had arrived.
     * @param input the index of the input.
     * @param passed the gradient that is passed on, of the input's shape.
     * @param first whether it is the first gradient that arrives there; the others are added to it.
     */
    public record Edge(Tensor node, int input, Tensor passed, boolean first) {
        /** Returns the input that receives the gradient. */
        public Tensor target() {
            return node.inputs().get(input);
        }
    }

    /**
     * Returns the backward pass of a scalar.
     *
     * @throws ShapeException if {@code loss} is not a scalar
     */
    public static BackwardPass of(Tensor loss) {
        if (loss.shape().rank() != 0) {
            throw new ShapeException("backward: a gradient is taken of a scalar, not of shape " + loss.shape());
        }
        List<Tensor> nodes = Graph.of(loss).nodes();
        Map<Tensor, Tensor> arrived = new HashMap<>();
        List<Edge> edges = new ArrayList<>();
        arrived.put(loss, Tensor.of(1));
        for (Tensor node : nodes.reversed()) {
            Tensor gradient = arrived.get(node);
            if (gradient != null && node.requiresGrad()) {
                passOn(node, gradient, arrived, edges);
            }
        }
        return new BackwardPass(nodes, arrived, edges);
    }

    private static void passOn(Tensor node, Tensor gradient, Map<Tensor, Tensor> arrived, List<Edge> edges) {
        List<Tensor> inputs = node.inputs();
        for (int i = 0; i < inputs.size(); i++) {
            Tensor input = inputs.get(i);
            if (!input.requiresGrad()) {
                continue;
            }
            Tensor contribution = node.op().vjp(i, gradient, node, inputs);
            if (contribution != null) {
                Tensor passed = Gradients.sumTo(contribution, input.shape());
                edges.add(new Edge(node, i, passed, !arrived.containsKey(input)));
                arrived.merge(input, passed, BackwardPass::sum);
            }
        }
    }

    /** The gradients of separate parts of a tensor are put side by side, and two products become one: both cost less. */
    private static Tensor sum(Tensor before, Tensor passed) {
        Tensor joined = Assemble.joined(before, passed);
        if (joined == null) {
            joined = MatMul.joined(before, passed);
        }
        return joined == null ? before.add(passed) : joined;
    }

    /** Returns the gradient with respect to a tensor, of its shape; zeros where the loss does not depend on it. */
    public Tensor gradient(Tensor tensor) {
        @Nullable Tensor gradient = gradients.get(tensor);
        if (gradient != null) {
            return gradient;
        }
        Allowance.take(tensor.shape());
        return Tensor.of(NDArray.full(tensor.shape(), 0));
    }
}
