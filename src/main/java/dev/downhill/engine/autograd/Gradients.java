package dev.downhill.engine.autograd;

import dev.downhill.engine.autograd.op.Constant;
import dev.downhill.engine.autograd.op.SumTo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reverse-mode differentiation, as a transformation of the graph: the gradients are tensors like any other. */
public final class Gradients {
    private Gradients() {}

    /**
     * Returns the gradient of a scalar with respect to each of some tensors, of their shapes; zeros where it does not
     * depend on one.
     *
     * @throws ShapeException if {@code loss} is not a scalar
     */
    public static List<Tensor> of(Tensor loss, List<Tensor> withRespectTo) {
        BackwardPass backward = BackwardPass.of(loss);
        return withRespectTo.stream().map(backward::gradient).toList();
    }

    /** Undoes broadcasting: where the forward pass repeated a value, its gradients add up. */
    public static Tensor sumTo(Tensor gradient, Shape shape) {
        return gradient.shape().equals(shape) ? gradient : Tensor.apply(new SumTo(shape), gradient);
    }

    /** Returns gradient times derivative, without the factors 1 and -1 that would only be noise in the graph. */
    public static Tensor chain(Tensor gradient, Tensor derivative) {
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
