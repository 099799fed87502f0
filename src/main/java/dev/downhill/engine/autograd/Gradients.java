package dev.downhill.engine.autograd;

import dev.downhill.engine.autograd.op.Constant;
import dev.downhill.engine.autograd.op.SumTo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reverse-mode differentiation, as a transformation of the graph: the gradients are tensors like any other.
 *
 * <p>A loss is a graph of operations, and each {@link Op} knows its own derivative. {@link BackwardPass} walks from the
 * loss back to the leaves and applies the chain rule at every node. It computes no numbers: it writes down more
 * operations. For one row of the first lesson, loss = (w x - y)², it adds two:
 *
 * <pre>
 * v1 = w * x                            forward;
 * v2 = v1 - y;
 * loss = v2 ** 2;
 *
 * gradient of v2 = v2 * 2               backward: the derivative of a square;
 * gradient of v1 = v2 * 2               a difference passes its gradient on;
 * gradient of w  = v2 * 2 * x           a product multiplies it by the other factor.
 * </pre>
 *
 * <p>Four rules cover the rest.
 *
 * <ul>
 *   <li>A tensor that several operations use gets a gradient from each of them, and they are added.
 *   <li>An operation that repeated a smaller tensor by broadcasting gives it the sum over the repetitions, by {@link
 *       #sumTo}.
 *   <li>Nothing is written for an input that depends on no trained parameter, such as the data, or where an operation
 *       has no gradient, as at {@link Tensor#detach}.
 *   <li>A factor of 1 is left out, and a factor of -1 becomes a minus, by {@link #chain}: the graph stays as short as a
 *       person would write it.
 * </ul>
 *
 * <p>Because a gradient is a graph, the update that an optimizer makes of it joins the same graph. A training step is
 * then one program, which can be compiled, printed and exported. A gradient can be differentiated again:
 * a Hessian times a vector is the gradient of a gradient times the vector.
 *
 * <pre>{@code
 * Tensor slope = Gradients.of(loss, List.of(w)).getFirst();
 * Tensor curvature = Gradients.of(slope, List.of(w)).getFirst();    // 2 x ** 2
 * }</pre>
 *
 * <p>The work is a small multiple of that of the loss, however many parameters there are. Griewank and Walther,
 * <i>Evaluating Derivatives</i>, 2008, chapters 3 and 4; Baydin et al., <i>Automatic Differentiation in Machine
 * Learning: a Survey</i>, arXiv 1502.05767. It rests on docs/decisions/0012-derivatives-with-all-their-digits.md, and
 * docs/decisions/0013-differences-look-at-each-side.md says how it is tested.
 */
public final class Gradients {
    private Gradients() {}

    /**
     * Returns the gradient of a scalar with respect to each of some tensors, of their shapes; zeros where it does not
     * depend on one.
     *
     * @param loss of shape ()
     * @param withRespectTo tensors of the graph of the loss that require a gradient: leaves or computed ones
     * @throws ShapeException if {@code loss} is not a scalar
     */
    public static List<Tensor> of(Tensor loss, List<Tensor> withRespectTo) {
        BackwardPass backward = BackwardPass.of(loss);
        return withRespectTo.stream().map(backward::gradient).toList();
    }

    /**
     * Returns a gradient summed over every dimension that broadcasting repeated: where the forward pass repeated a
     * value, its gradients add up.
     *
     * @param shape the shape before broadcasting
     * @throws ShapeException if it does not broadcast to the gradient's shape
     */
    public static Tensor sumTo(Tensor gradient, Shape shape) {
        return gradient.shape().equals(shape) ? gradient : Tensor.apply(new SumTo(shape), gradient);
    }

    /**
     * Returns gradient times derivative, without the factors 1 and -1 that would only be noise in the graph.
     *
     * @throws ShapeException if the two shapes do not broadcast
     */
    public static Tensor chain(Tensor gradient, Tensor derivative) {
        if (isScalar(derivative, 1)) {
            return gradient;
        }
        if (isScalar(derivative, -1)) {
            return gradient.neg();
        }
        return isScalar(gradient, 1) ? derivative : gradient.mul(derivative);
    }

    /**
     * Returns gradient times derivative, and 0 where the derivative is 0 even if what arrives is infinite: {@code
     * sqrt(relu(x))} is constant below 0, so its slope there is 0, as in PyTorch. A gradient without a pole needs no
     * selection, which vectors are slower at than at a product.
     *
     * @param derivative 0 where the output does not depend on the input
     * @throws ShapeException if the two shapes do not broadcast
     */
    public static Tensor selected(Tensor gradient, Tensor derivative) {
        Tensor passed = chain(gradient, derivative);
        return gradient.isBehindPole() ? passed.where(derivative, Tensor.of(0)) : passed;
    }

    private static boolean isScalar(Tensor tensor, double number) {
        @Nullable NDArray value = tensor.value();
        return tensor.op() instanceof Constant && value != null && value.shape().rank() == 0 && value.item() == number;
    }
}
