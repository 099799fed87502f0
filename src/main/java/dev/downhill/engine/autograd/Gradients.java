package dev.downhill.engine.autograd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reverse-mode differentiation, as a transformation of the graph: the gradients are tensors like any other.
 *
 * <p>Walks from the loss to the leaves. At every node the gradients that arrived have been added up; its backward rule
 * passes them on to its inputs. Griewank and Walther, <i>Evaluating Derivatives</i>, chapter 3.
 */
public final class Gradients {
    private Gradients() {}

    /**
     * Returns the gradient of a scalar with respect to each of some tensors, of their shapes; zeros where it does not
     * depend on one.
     *
     * @throws ShapeException if {@code loss} is not a scalar
     */
    public static List<Tensor> of(Tensor loss, List<Tensor> withRespectTo) {
        if (loss.shape().rank() != 0) {
            throw new ShapeException("backward: a gradient is taken of a scalar, not of shape " + loss.shape());
        }
        Map<Tensor, Tensor> arrived = new HashMap<>();
        arrived.put(loss, Tensor.of(1));
        List<Tensor> nodes = Graph.of(loss).nodes();
        for (Tensor node : nodes.reversed()) {
            Tensor gradient = arrived.get(node);
            if (gradient != null) {
                passOn(node, gradient, arrived);
            }
        }
        List<Tensor> gradients = new ArrayList<>();
        for (Tensor tensor : withRespectTo) {
            Tensor gradient = arrived.get(tensor);
            gradients.add(gradient == null ? Tensor.of(NDArray.full(tensor.shape(), 0)) : gradient);
        }
        return gradients;
    }

    private static void passOn(Tensor node, Tensor gradient, Map<Tensor, Tensor> arrived) {
        List<Tensor> inputs = node.inputs();
        for (int i = 0; i < inputs.size(); i++) {
            Tensor input = inputs.get(i);
            if (!input.requiresGrad() || !node.requiresGrad()) {
                continue;
            }
            Tensor contribution = node.op().vjp(i, gradient, node, inputs);
            if (contribution != null) {
                arrived.merge(input, sumTo(contribution, input.shape()), Tensor::add);
            }
        }
    }

    /** Undoes broadcasting: where the forward pass repeated a value, its gradients add up. */
    static Tensor sumTo(Tensor gradient, Shape shape) {
        return gradient.shape().equals(shape) ? gradient : Tensor.apply(new SumTo(shape), gradient);
    }

    /** Returns gradient times derivative, without the factors 1 and -1 that would only be noise in the graph. */
    static Tensor chain(Tensor gradient, Tensor derivative) {
        if (isScalar(derivative, 1)) {
            return gradient;
        }
        if (isScalar(derivative, -1)) {
            return gradient.neg();
        }
        return isScalar(gradient, 1) ? derivative : gradient.mul(derivative);
    }

    private static boolean isScalar(Tensor tensor, double number) {
        @Nullable NDArray value = tensor.value();
        return tensor.op() instanceof Constant && value != null && value.shape().rank() == 0 && value.item() == number;
    }
}
