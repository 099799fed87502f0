package dev.downhill.engine.autograd;

import dev.downhill.engine.autograd.op.Abs;
import dev.downhill.engine.autograd.op.Add;
import dev.downhill.engine.autograd.op.Amax;
import dev.downhill.engine.autograd.op.Amin;
import dev.downhill.engine.autograd.op.BinaryCrossEntropy;
import dev.downhill.engine.autograd.op.BinaryCrossEntropyWithLogits;
import dev.downhill.engine.autograd.op.Constant;
import dev.downhill.engine.autograd.op.Detach;
import dev.downhill.engine.autograd.op.Divide;
import dev.downhill.engine.autograd.op.Elliott;
import dev.downhill.engine.autograd.op.Elu;
import dev.downhill.engine.autograd.op.Equal;
import dev.downhill.engine.autograd.op.Exp;
import dev.downhill.engine.autograd.op.Expand;
import dev.downhill.engine.autograd.op.Gather;
import dev.downhill.engine.autograd.op.Gelu;
import dev.downhill.engine.autograd.op.Greater;
import dev.downhill.engine.autograd.op.IndexSelect;
import dev.downhill.engine.autograd.op.LeakyRelu;
import dev.downhill.engine.autograd.op.Log;
import dev.downhill.engine.autograd.op.LogCosh;
import dev.downhill.engine.autograd.op.LogSoftmax;
import dev.downhill.engine.autograd.op.MatMul;
import dev.downhill.engine.autograd.op.Maximum;
import dev.downhill.engine.autograd.op.Mean;
import dev.downhill.engine.autograd.op.Minimum;
import dev.downhill.engine.autograd.op.Multiply;
import dev.downhill.engine.autograd.op.MultiplyAdd;
import dev.downhill.engine.autograd.op.Narrow;
import dev.downhill.engine.autograd.op.Negate;
import dev.downhill.engine.autograd.op.Permute;
import dev.downhill.engine.autograd.op.Power;
import dev.downhill.engine.autograd.op.Relu;
import dev.downhill.engine.autograd.op.Reshape;
import dev.downhill.engine.autograd.op.Sigmoid;
import dev.downhill.engine.autograd.op.Sin;
import dev.downhill.engine.autograd.op.Softmax;
import dev.downhill.engine.autograd.op.Softplus;
import dev.downhill.engine.autograd.op.Sqrt;
import dev.downhill.engine.autograd.op.Subtract;
import dev.downhill.engine.autograd.op.Sum;
import dev.downhill.engine.autograd.op.Tanh;
import dev.downhill.engine.autograd.op.Transpose;
import dev.downhill.engine.autograd.op.Variable;
import dev.downhill.engine.autograd.op.Where;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A node of a computation graph: an operation, its inputs, and the shape of the result.
 *
 * <p>Writing {@code w.mul(x)} defines the graph by running it, as PyTorch does. If all inputs have values the result
 * has one at once. If a {@linkplain #variable variable} is still open the node is symbolic, and an {@link Interpreter}
 * gives it a value later. Both kinds are differentiated alike, because a gradient is built from tensors too.
 *
 * <p>The methods carry the names of <a href="https://docs.pytorch.org/docs/stable/tensors.html">torch.Tensor</a>.
 */
public final class Tensor {
    private final Op op;
    private final List<Tensor> inputs;
    private final Shape shape;
    private final boolean requiresGrad;
    private final boolean behindPole;
    private @Nullable NDArray value;
    private @Nullable Tensor grad;

    /** A tensor with its operation and its list of inputs. */
    private static final int BYTES = 200;

    private Tensor(Op op, List<Tensor> inputs, Shape shape, boolean requiresGrad, @Nullable NDArray value) {
        Allowance.take(BYTES);
        this.op = op;
        this.inputs = inputs;
        this.shape = shape;
        this.requiresGrad = requiresGrad;
        this.behindPole = op.hasPole(inputs) || dependsOnPole(inputs);
        this.value = value;
    }

    private static boolean dependsOnPole(List<Tensor> inputs) {
        for (Tensor input : inputs) {
            if (input.behindPole) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns a constant of the array's shape. No gradient flows to it. The array is not copied: it must not change any
     * more.
     */
    public static Tensor of(NDArray value) {
        return new Tensor(new Constant(value), List.of(), value.shape(), false, value);
    }

    /** Returns a constant scalar, of shape (). */
    public static Tensor of(double value) {
        return of(NDArray.scalar(value));
    }

    /**
     * Returns a named leaf whose value is given when the graph is executed: data, a weight, a learning rate.
     *
     * @param name the name in formulas and messages; several leaves may have the same.
     * @param requiresGrad whether gradients are taken for it.
     */
    public static Tensor variable(String name, Shape shape, boolean requiresGrad) {
        return new Tensor(new Variable(name, shape), List.of(), shape, requiresGrad, null);
    }

    /**
     * Returns a named leaf of the array's shape with a value, that gradients are taken for. The array is not copied.
     */
    public static Tensor parameter(String name, NDArray value) {
        return new Tensor(new Variable(name, value.shape()), List.of(), value.shape(), true, value);
    }

    /** Returns a named scalar leaf with a value, that gradients are taken for. */
    public static Tensor parameter(String name, double value) {
        return parameter(name, NDArray.scalar(value));
    }

    /**
     * Returns the result of an operation on tensors.
     *
     * @throws ShapeException if the shapes of the inputs do not fit; the message names the operation
     */
    public static Tensor apply(Op op, Tensor... inputs) {
        List<Tensor> operands = List.of(inputs);
        // Loops: a short job spends much of its time on building graphs.
        Shape[] shapes = new Shape[inputs.length];
        boolean requiresGrad = false;
        for (int i = 0; i < inputs.length; i++) {
            shapes[i] = inputs[i].shape;
            requiresGrad |= inputs[i].requiresGrad;
        }
        Shape shape;
        try {
            shape = op.shape(List.of(shapes));
        } catch (ShapeException e) {
            throw new ShapeException(op, e);
        }
        return new Tensor(op, operands, shape, requiresGrad, valueOf(op, operands, shape));
    }

    private static @Nullable NDArray valueOf(Op op, List<Tensor> operands, Shape shape) {
        NDArray[] values = new NDArray[operands.size()];
        for (int i = 0; i < values.length; i++) {
            NDArray operand = operands.get(i).value;
            if (operand == null) {
                return null;
            }
            values[i] = operand;
        }
        Allowance.take(shape);
        NDArray out = NDArray.full(shape, 0);
        op.forward(List.of(values), out, DType.FLOAT64);
        return out;
    }

    /** Returns the operation that computes this tensor; of a leaf a {@link Constant} or a {@link Variable}. */
    public Op op() {
        return op;
    }

    /** Returns the operands of the operation, in its order; none for a leaf. */
    public List<Tensor> inputs() {
        return inputs;
    }

    /**
     * Returns whether it depends on an operation that {@linkplain Op#hasPole has a pole}. It is known when the tensor is made, because
     * to look through the graph for each step of a chain rule would take the square of its length.
     */
    boolean isBehindPole() {
        return behindPole;
    }

    /** Returns the shape of the value, which is known before the value is. */
    public Shape shape() {
        return shape;
    }

    /** Returns whether this is, or depends on, a leaf that gradients are taken for. */
    public boolean requiresGrad() {
        return requiresGrad;
    }

    /** Returns the value in double precision, or null where the graph leads to a variable that is still open. */
    public @Nullable NDArray value() {
        return value;
    }

    /**
     * Returns the value of a tensor of one element.
     *
     * @throws IllegalStateException if the graph leads to a variable that is still open
     * @throws ShapeException if there is not exactly one element
     */
    public double item() {
        if (value == null) {
            throw new IllegalStateException("item: " + this + " has no value yet");
        }
        return value.item();
    }

    /** Returns the gradient that {@link #backward} left here, or null. */
    public @Nullable Tensor grad() {
        return grad;
    }

    /** Forgets the gradient; without it the next {@link #backward} adds to what is there. */
    public void zeroGrad() {
        grad = null;
    }

    /**
     * Gives a leaf a new value, as {@code with torch.no_grad(): w -= ...} does. Tensors that were computed from the old
     * value keep theirs.
     *
     * @throws IllegalStateException if this is computed, not a leaf with a name
     * @throws ShapeException if the value has another shape
     */
    public void assign(NDArray newValue) {
        if (!(op instanceof Variable)) {
            throw new IllegalStateException("assign: " + this + " is computed, not a leaf");
        }
        if (!newValue.shape().equals(shape)) {
            throw new ShapeException("assign: a value of shape " + newValue.shape() + " for a leaf of " + shape);
        }
        value = newValue;
    }

    /**
     * Adds the gradient of this scalar to {@link #grad} of every leaf that it depends on and that requires one, as
     * {@code torch.Tensor.backward} does.
     *
     * @throws ShapeException if this is not of shape ()
     */
    public void backward() {
        List<Tensor> leaves = Graph.of(this).nodes().stream()
                .filter(node -> node.requiresGrad && node.inputs.isEmpty())
                .toList();
        List<Tensor> gradients = Gradients.of(this, leaves);
        for (int i = 0; i < leaves.size(); i++) {
            Tensor leaf = leaves.get(i);
            leaf.grad = leaf.grad == null ? gradients.get(i) : leaf.grad.add(gradients.get(i));
        }
    }

    /** Returns the same value cut off from its history, so that no gradient flows back through it. */
    public Tensor detach() {
        return apply(new Detach(), this).withoutGrad();
    }

    private Tensor withoutGrad() {
        return new Tensor(op, inputs, shape, false, value);
    }

    /**
     * Returns {@code this + other}, element by element.
     *
     * @throws ShapeException if the two shapes do not {@linkplain Shape#broadcast broadcast}
     */
    public Tensor add(Tensor other) {
        return apply(new Add(), this, other);
    }

    /** Returns {@code this + other}, of this shape. */
    public Tensor add(double other) {
        return add(of(other));
    }

    /**
     * Returns {@code this + scale * other}, rounded once, as {@code torch.add(this, other, alpha=scale)} on a processor
     * with fused multiply-add. The reason is docs/decisions/0002-updates-use-fused-multiply-add.md.
     *
     * @throws ShapeException if the three shapes do not {@linkplain Shape#broadcast broadcast}
     */
    public Tensor addScaled(Tensor scale, Tensor other) {
        return apply(new MultiplyAdd(), scale, other, this);
    }

    /**
     * Returns {@code this - other}, element by element.
     *
     * @throws ShapeException if the two shapes do not {@linkplain Shape#broadcast broadcast}
     */
    public Tensor sub(Tensor other) {
        return apply(new Subtract(), this, other);
    }

    /** Returns {@code this - other}, of this shape. */
    public Tensor sub(double other) {
        return sub(of(other));
    }

    /**
     * Returns {@code this * other}, element by element; {@link #matmul} multiplies matrices.
     *
     * @throws ShapeException if the two shapes do not {@linkplain Shape#broadcast broadcast}
     */
    public Tensor mul(Tensor other) {
        return apply(new Multiply(), this, other);
    }

    /** Returns {@code this * other}, of this shape. */
    public Tensor mul(double other) {
        return mul(of(other));
    }

    /**
     * Returns {@code this / other}, element by element. A division by zero gives an infinity or NaN.
     *
     * @throws ShapeException if the two shapes do not {@linkplain Shape#broadcast broadcast}
     */
    public Tensor div(Tensor other) {
        return apply(new Divide(), this, other);
    }

    /** Returns {@code this / other}, of this shape. */
    public Tensor div(double other) {
        return div(of(other));
    }

    /**
     * Returns {@code this ** exponent}, element by element; NaN for a negative base with a fractional exponent. {@link
     * Power} gives the derivatives at the edges.
     *
     * @throws ShapeException if the two shapes do not {@linkplain Shape#broadcast broadcast}
     */
    public Tensor pow(Tensor exponent) {
        return apply(new Power(), this, exponent);
    }

    /** Returns {@code this ** exponent}, of this shape. An exponent of 2 is one multiplication. */
    public Tensor pow(double exponent) {
        return pow(of(exponent));
    }

    /** Returns {@code -this}, element by element. */
    public Tensor neg() {
        return apply(new Negate(), this);
    }

    /**
     * Returns the matrix product, by the rules of <a
     * href="https://docs.pytorch.org/docs/stable/generated/torch.matmul.html">torch.matmul</a>.
     *
     * <pre>
     * (n, k)       @ (k, m)     is (n, m);
     * (n, k)       @ (k,)       is (n,);
     * (k,)         @ (k, m)     is (m,);
     * (k,)         @ (k,)       is ();
     * (b, n, k)    @ (k, m)     is (b, n, m);
     * (b, 1, n, k) @ (c, k, m)  is (b, c, n, m).
     * </pre>
     *
     * <p>The dimensions before the last two number the matrices of a stack, and {@linkplain Shape#broadcast broadcast}.
     * Each element is a chain of fused multiply-adds in the order of the inner dimension k.
     *
     * @throws ShapeException if one of both is a scalar, the inner lengths differ, or the stacks do not broadcast
     */
    public Tensor matmul(Tensor other) {
        return apply(new MatMul(), this, other);
    }

    /** Returns the exponential of each element. */
    public Tensor exp() {
        return apply(new Exp(), this);
    }

    /** Returns the natural logarithm of each element: -infinity of 0, and NaN of a negative number. */
    public Tensor log() {
        return apply(new Log(), this);
    }

    /** Returns the square root of each element; NaN of a negative number. */
    public Tensor sqrt() {
        return apply(new Sqrt(), this);
    }

    /** Returns the absolute value of each element. The gradient at 0 is 0, as in PyTorch. */
    public Tensor abs() {
        return apply(new Abs(), this);
    }

    /** Returns the hyperbolic tangent of each element, between -1 and 1. */
    public Tensor tanh() {
        return apply(new Tanh(), this);
    }

    /** Returns the logistic function 1 / (1 + exp(-x)) of each element, between 0 and 1. */
    public Tensor sigmoid() {
        return apply(new Sigmoid(), this);
    }

    /** Returns max(x, 0) of each element. The gradient at 0 is 0, as in PyTorch. */
    public Tensor relu() {
        return apply(new Relu(), this);
    }

    /** Returns log(1 + exp(x)) of each element; see {@link Softplus}. */
    public Tensor softplus() {
        return apply(new Softplus(), this);
    }

    /** Returns x times the standard normal distribution function of x, of each element; see {@link Gelu}. */
    public Tensor gelu() {
        return apply(new Gelu(), this);
    }

    /** Returns the sine of each element, an angle in radians. */
    public Tensor sin() {
        return apply(new Sin(), this);
    }

    /** Returns x where an element is positive, and {@code slope * x} elsewhere. */
    public Tensor leakyRelu(double slope) {
        return apply(new LeakyRelu(slope), this);
    }

    /** Returns x where an element is positive, and {@code alpha * (exp(x) - 1)} elsewhere. */
    public Tensor elu(double alpha) {
        return apply(new Elu(alpha), this);
    }

    /**
     * Returns the logarithm of the hyperbolic cosine of each element: about x squared over 2 near 0, and |x| - log(2)
     * far from it.
     */
    public Tensor logCosh() {
        return apply(new LogCosh(), this);
    }

    /** Returns x / (1 + |x|) of each element, between -1 and 1. */
    public Tensor softsign() {
        return apply(new Elliott(), this);
    }

    /**
     * Returns the softmax over the last dimension, of this shape: each row adds up to 1.
     *
     * @throws ShapeException if this is a scalar
     */
    public Tensor softmax() {
        return apply(new Softmax(), this);
    }

    /**
     * Returns the logarithm of the softmax over the last dimension, of this shape. Small probabilities keep their
     * digits.
     *
     * @throws ShapeException if this is a scalar
     */
    public Tensor logSoftmax() {
        return apply(new LogSoftmax(), this);
    }

    /**
     * Returns from each row the element that {@code indices} number from 0: {@code torch.gather} along the last
     * dimension, with one index a row.
     *
     * @param indices whole numbers of shape (...) for rows of shape (..., c), each less than c; nothing checks them.
     * @throws ShapeException if there is not one index for each row.
     */
    public Tensor gather(Tensor indices) {
        return apply(new Gather(), this, indices);
    }

    /**
     * Returns the rows of this matrix of shape (v, d) that {@code indices} number from 0. A row may be selected several
     * times; its gradients add up.
     *
     * @param indices whole numbers of any shape (...), each less than v; nothing checks them. The result has shape
     *     (..., d).
     * @throws ShapeException if this is not a matrix.
     */
    public Tensor indexSelect(Tensor indices) {
        return apply(new IndexSelect(), this, indices);
    }

    /**
     * Returns the binary cross entropy of these probabilities, element by element. No gradient flows to the target.
     *
     * @param target numbers between 0 and 1
     * @throws ShapeException if the two shapes do not {@linkplain Shape#broadcast broadcast}
     */
    public Tensor binaryCrossEntropy(Tensor target) {
        return apply(new BinaryCrossEntropy(), this, target);
    }

    /**
     * Returns the binary cross entropy of these logits, element by element. No gradient flows to the target.
     *
     * @param target numbers between 0 and 1
     * @throws ShapeException if the two shapes do not {@linkplain Shape#broadcast broadcast}
     */
    public Tensor binaryCrossEntropyWithLogits(Tensor target) {
        return apply(new BinaryCrossEntropyWithLogits(), this, target);
    }

    /**
     * Returns the lesser of both, element by element. Equal elements get half of the gradient each, as in PyTorch.
     *
     * @throws ShapeException if the two shapes do not {@linkplain Shape#broadcast broadcast}
     */
    public Tensor minimum(Tensor other) {
        return apply(new Minimum(), this, other);
    }

    /**
     * Returns the greater of both, element by element. Equal elements get half of the gradient each, as in PyTorch.
     *
     * @throws ShapeException if the two shapes do not {@linkplain Shape#broadcast broadcast}
     */
    public Tensor maximum(Tensor other) {
        return apply(new Maximum(), this, other);
    }

    /**
     * Returns 1 where this is greater than the other and 0 elsewhere; NaN where the difference is NaN. No gradient
     * flows.
     *
     * @throws ShapeException if the two shapes do not {@linkplain Shape#broadcast broadcast}
     */
    public Tensor gt(Tensor other) {
        return apply(new Greater(), this, other);
    }

    /**
     * Returns 1 where both are equal and 0 elsewhere. No gradient flows.
     *
     * @throws ShapeException if the two shapes do not {@linkplain Shape#broadcast broadcast}
     */
    public Tensor eq(Tensor other) {
        return apply(new Equal(), this, other);
    }

    /**
     * Returns {@code this} where the condition is not 0, and the other elsewhere. No gradient flows to the condition.
     *
     * @throws ShapeException if the three shapes do not {@linkplain Shape#broadcast broadcast}
     */
    public Tensor where(Tensor condition, Tensor other) {
        return apply(new Where(), condition, this, other);
    }

    /** Returns the sum of all elements, of shape (). */
    public Tensor sum() {
        return apply(new Sum(allAxes(), false), this);
    }

    /**
     * Returns the sum over some dimensions.
     *
     * @param keepDims whether a dimension that is summed stays, with length 1.
     * @param axes the dimensions; a negative one counts from the last. Without any, nothing is summed.
     * @throws ShapeException if there is no such dimension.
     */
    public Tensor sum(boolean keepDims, int... axes) {
        return apply(new Sum(axes(axes), keepDims), this);
    }

    /** Returns the arithmetic mean of all elements, of shape (); NaN if there is none. */
    public Tensor mean() {
        return apply(new Mean(allAxes(), false), this);
    }

    /**
     * Returns the arithmetic mean over some dimensions.
     *
     * @param keepDims whether a dimension that is averaged stays, with length 1.
     * @param axes the dimensions; a negative one counts from the last. Without any, nothing is averaged.
     * @throws ShapeException if there is no such dimension.
     */
    public Tensor mean(boolean keepDims, int... axes) {
        return apply(new Mean(axes(axes), keepDims), this);
    }

    /** Returns the greatest element, of shape (). Elements that tie share the gradient evenly, as in PyTorch. */
    public Tensor amax() {
        return apply(new Amax(allAxes(), false), this);
    }

    /**
     * Returns the greatest elements over some dimensions. Elements that tie share the gradient evenly, as in PyTorch.
     *
     * @param keepDims whether a dimension that is reduced stays, with length 1.
     * @param axes the dimensions; a negative one counts from the last. Without any, nothing is reduced.
     * @throws ShapeException if there is no such dimension.
     */
    public Tensor amax(boolean keepDims, int... axes) {
        return apply(new Amax(axes(axes), keepDims), this);
    }

    /** Returns the least element, of shape (). Elements that tie share the gradient evenly, as in PyTorch. */
    public Tensor amin() {
        return apply(new Amin(allAxes(), false), this);
    }

    /**
     * Returns the same elements in the same row-major order under another shape: (2, 3) becomes (6,) or (3, 2).
     *
     * @return this tensor if it has that shape already
     * @throws ShapeException if the shapes do not have the same number of elements
     */
    public Tensor reshape(Shape target) {
        return target.equals(shape) ? this : apply(new Reshape(target), this);
    }

    /**
     * Returns the elements repeated until they fill another shape: (3, 1) becomes (3, 4) or (2, 3, 4). The shapes are
     * aligned at the last dimension, and only a length of 1 is repeated.
     *
     * @return this tensor if it has that shape already
     * @throws ShapeException if this shape does not broadcast to the target
     */
    public Tensor expand(Shape target) {
        return target.equals(shape) ? this : apply(new Expand(target), this);
    }

    /**
     * Returns the tensor with its last two dimensions exchanged: (..., n, m) becomes (..., m, n).
     *
     * @throws ShapeException if there are fewer than two dimensions
     */
    public Tensor mT() {
        return apply(new Transpose(), this);
    }

    /**
     * Returns the tensor with its dimensions in another order: {@code torch.permute}.
     *
     * @param order each dimension once, from 0
     * @throws ShapeException if it does not name each dimension once
     */
    public Tensor permute(int... order) {
        return apply(new Permute(Arrays.stream(order).boxed().toList()), this);
    }

    /**
     * Returns a part along one dimension: {@code torch.narrow}.
     *
     * @param axis the dimension, from 0
     * @return this tensor if the part is the whole
     * @throws ShapeException if there are no such entries
     */
    public Tensor narrow(int axis, int from, int length) {
        boolean whole = from == 0 && axis < shape.rank() && length == shape.dim(axis);
        return whole ? this : apply(new Narrow(axis, from, length), this);
    }

    private List<Integer> allAxes() {
        return IntStream.range(0, shape.rank()).boxed().toList();
    }

    private List<Integer> axes(int... axes) {
        return Arrays.stream(axes)
                .map(axis -> {
                    if (axis < -shape.rank() || axis >= shape.rank()) {
                        throw new ShapeException("a tensor of shape " + shape + " has no dimension " + axis);
                    }
                    return axis < 0 ? axis + shape.rank() : axis;
                })
                .sorted()
                .distinct()
                .boxed()
                .toList();
    }

    /** Returns the operation with its inputs' operations, one level deep, and the shape: for messages. */
    @Override
    public String toString() {
        return op.text(inputs.stream().map(input -> input.op.name()).toList()) + " " + shape;
    }
}
