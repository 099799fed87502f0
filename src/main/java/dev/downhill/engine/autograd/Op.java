package dev.downhill.engine.autograd;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation on tensors: its forward rule, its backward rule and its text, side by side.
 *
 * <p>An op is a value: two ops with the same settings are equal, and it keeps nothing between calls.
 */
public interface Op {
    /** Returns the name that an error or a graph shows, PyTorch's where it has one. */
    String name();

    /**
     * Returns the shape of the result.
     *
     * @throws ShapeException if the inputs do not fit
     */
    Shape shape(List<Shape> inputs);

    /**
     * Computes the result from the inputs into {@code out}, which is filled completely.
     *
     * @param dtype the arithmetic: the inputs hold numbers of this type, and the caller rounds the result to it; a rule that
     *     adds up or calls a function rounds in between as a compiled step does
     */
    void forward(List<NDArray> inputs, NDArray out, DType dtype);

    /**
     * Returns the vector-Jacobian product with respect to one input: the gradient of the loss there, as a tensor of the
     * output's shape broadcast with the input's; {@link Gradients} sums it down to the input's.
     *
     * @param gradient the gradient of the loss with respect to {@code output}, of its shape
     * @return null if the result does not depend smoothly on that input, so no gradient flows
     */
    @Nullable
    Tensor vjp(int input, Tensor gradient, Tensor output, List<Tensor> inputs);

    /** Returns the operation as a formula of its inputs, each already an atom such as a name. */
    String text(List<String> inputs);
}
