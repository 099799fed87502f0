package dev.downhill.engine.autograd;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation on tensors: its forward rule, its backward rule and its text, side by side.
 *
 * <p>An op is a value: two ops with the same settings are equal, and it keeps nothing between calls. To add an
 * operation, implement this interface, or {@link dev.downhill.engine.autograd.op.Elementwise} if each element depends
 * on the elements at one place. A compiled step needs nothing more: it calls {@link #forward} of an op that it does not
 * know.
 */
public interface Op {
    /** Returns the name that an error or a graph shows, PyTorch's where it has one. */
    String name();

    /**
     * Returns the shape of the result.
     *
     * @param inputs the shapes of the inputs, as many as the operation takes
     * @throws ShapeException if they do not fit
     */
    Shape shape(List<Shape> inputs);

    /**
     * Computes the result from the inputs into {@code out}, which is filled completely.
     *
     * @param inputs arrays of the shapes that {@link #shape} accepted; they are not changed.
     * @param out of the shape that {@link #shape} returned; it may hold other numbers before.
     * @param dtype the arithmetic: the inputs hold numbers of this type, and the caller rounds the result to it; a rule
     *     that adds up or calls a function rounds in between as a compiled step does.
     * @throws dev.downhill.engine.kernel.StepInterrupted if the thread is interrupted within a long loop.
     */
    void forward(List<NDArray> inputs, NDArray out, DType dtype);

    /**
     * Returns the vector-Jacobian product with respect to one input: the gradient of the loss there, as a tensor of the
     * output's shape broadcast with the input's; {@link Gradients} sums it down to the input's.
     *
     * @param input the index of the input.
     * @param gradient the gradient of the loss with respect to {@code output}, of its shape.
     * @param output the tensor that this operation computed; its value may be used again.
     * @return null if the result does not depend smoothly on that input, so no gradient flows.
     */
    @Nullable
    Tensor vjp(int input, Tensor gradient, Tensor output, List<Tensor> inputs);

    /** Returns whether the result may be infinite although all inputs are finite and of moderate size, as a quotient. */
    default boolean hasPole(List<Tensor> inputs) {
        return false;
    }

    /**
     * Returns the operation as a formula of its inputs, such as {@code w * x}.
     *
     * @param inputs the texts of the inputs, each already an atom such as a name
     */
    String text(List<String> inputs);
}
