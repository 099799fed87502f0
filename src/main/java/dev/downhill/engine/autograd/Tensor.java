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
import dev.downhill.engine.autograd.op.Negate;
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
        this.value = value;
    }

    /** Returns a constant. */
    public static Tensor of(NDArray value) {
        return new Tensor(new Constant(value), List.of(), value.shape(), false, value);
    }

    /** Returns a constant scalar. */
    public static Tensor of(double value) {
        return of(NDArray.scalar(value));
    }

    /** Returns a named leaf whose value is given when the graph is executed: data, a weight, a learning rate. */
    public static Tensor variable(String name, Shape shape, boolean requiresGrad) {
        return new Tensor(new Variable(name, shape), List.of(), shape, requiresGrad, null);
    }

    /** Returns a named leaf with a value, that gradients are taken for. */
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
        Shape shape;
        try {
            shape = op.shape(operands.stream().map(Tensor::shape).toList());
        } catch (ShapeException e) {
            throw new ShapeException(op, e);
        }
        boolean requiresGrad = operands.stream().anyMatch(Tensor::requiresGrad);
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

    public Op op() {
        return op;
    }

    public List<Tensor> inputs() {
        return inputs;
    }

    public Shape shape() {
        return shape;
    }

    /** Returns whether a gradient flows through this tensor to some parameter. */
    public boolean requiresGrad() {
        return requiresGrad;
    }

    /** Returns the value, or null where the graph leads to a variable that is still open. */
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

    /** Gives a leaf a new value, as {@code with torch.no_grad(): w -= ...} does. */
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
     * Adds the gradient of this scalar to {@link #grad} of every parameter that it depends on.
     *
     * @throws ShapeException if this is not a scalar
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

    public Tensor add(Tensor other) {
        return apply(new Add(), this, other);
    }

    public Tensor add(double other) {
        return add(of(other));
    }

    /** Returns {@code this + scale * other}, rounded once, as {@code torch.add(this, other, alpha=scale)}. */
    public Tensor addScaled(Tensor scale, Tensor other) {
        return apply(new MultiplyAdd(), scale, other, this);
    }

    public Tensor sub(Tensor other) {
        return apply(new Subtract(), this, other);
    }

    public Tensor sub(double other) {
        return sub(of(other));
    }

    public Tensor mul(Tensor other) {
        return apply(new Multiply(), this, other);
    }

    public Tensor mul(double other) {
        return mul(of(other));
    }

    public Tensor div(Tensor other) {
        return apply(new Divide(), this, other);
    }

    public Tensor div(double other) {
        return div(of(other));
    }

    public Tensor pow(Tensor exponent) {
        return apply(new Power(), this, exponent);
    }

    public Tensor pow(double exponent) {
        return pow(of(exponent));
    }

    public Tensor neg() {
        return apply(new Negate(), this);
    }

    public Tensor matmul(Tensor other) {
        return apply(new MatMul(), this, other);
    }

    public Tensor exp() {
        return apply(new Exp(), this);
    }

    public Tensor log() {
        return apply(new Log(), this);
    }

    public Tensor sqrt() {
        return apply(new Sqrt(), this);
    }

    public Tensor abs() {
        return apply(new Abs(), this);
    }

    public Tensor tanh() {
        return apply(new Tanh(), this);
    }

    public Tensor sigmoid() {
        return apply(new Sigmoid(), this);
    }

    public Tensor relu() {
        return apply(new Relu(), this);
    }

    public Tensor softplus() {
        return apply(new Softplus(), this);
    }

    public Tensor gelu() {
        return apply(new Gelu(), this);
    }

    public Tensor sin() {
        return apply(new Sin(), this);
    }

    public Tensor leakyRelu(double slope) {
        return apply(new LeakyRelu(slope), this);
    }

    public Tensor elu(double alpha) {
        return apply(new Elu(alpha), this);
    }

    public Tensor logCosh() {
        return apply(new LogCosh(), this);
    }

    public Tensor softsign() {
        return apply(new Elliott(), this);
    }

    /** Returns the softmax over the last dimension. */
    public Tensor softmax() {
        return apply(new Softmax(), this);
    }

    /** Returns the logarithm of the softmax over the last dimension. */
    public Tensor logSoftmax() {
        return apply(new LogSoftmax(), this);
    }

    /** Returns from each row the element that {@code indices}, one for each row, number from 0. */
    public Tensor gather(Tensor indices) {
        return apply(new Gather(), this, indices);
    }

    /** Returns the rows of this matrix that {@code indices} number from 0. */
    public Tensor indexSelect(Tensor indices) {
        return apply(new IndexSelect(), this, indices);
    }

    /** Returns the binary cross entropy of these probabilities, element by element. */
    public Tensor binaryCrossEntropy(Tensor target) {
        return apply(new BinaryCrossEntropy(), this, target);
    }

    /** Returns the binary cross entropy of these logits, element by element. */
    public Tensor binaryCrossEntropyWithLogits(Tensor target) {
        return apply(new BinaryCrossEntropyWithLogits(), this, target);
    }

    public Tensor minimum(Tensor other) {
        return apply(new Minimum(), this, other);
    }

    public Tensor maximum(Tensor other) {
        return apply(new Maximum(), this, other);
    }

    /** Returns 1 where this is greater than the other and 0 elsewhere. */
    public Tensor gt(Tensor other) {
        return apply(new Greater(), this, other);
    }

    /** Returns 1 where both are equal and 0 elsewhere. */
    public Tensor eq(Tensor other) {
        return apply(new Equal(), this, other);
    }

    /** Returns {@code this} where the condition is not 0, and the other elsewhere. */
    public Tensor where(Tensor condition, Tensor other) {
        return apply(new Where(), condition, this, other);
    }

    public Tensor sum() {
        return apply(new Sum(allAxes(), false), this);
    }

    /** Returns the sum over some dimensions; a negative one counts from the last. */
    public Tensor sum(boolean keepDims, int... axes) {
        return apply(new Sum(axes(axes), keepDims), this);
    }

    public Tensor mean() {
        return apply(new Mean(allAxes(), false), this);
    }

    /** Returns the mean over some dimensions; a negative one counts from the last. */
    public Tensor mean(boolean keepDims, int... axes) {
        return apply(new Mean(axes(axes), keepDims), this);
    }

    /** Returns the greatest element. */
    public Tensor amax() {
        return apply(new Amax(allAxes(), false), this);
    }

    /** Returns the greatest elements over some dimensions; a negative one counts from the last. */
    public Tensor amax(boolean keepDims, int... axes) {
        return apply(new Amax(axes(axes), keepDims), this);
    }

    /** Returns the least element. */
    public Tensor amin() {
        return apply(new Amin(allAxes(), false), this);
    }

    public Tensor reshape(Shape target) {
        return target.equals(shape) ? this : apply(new Reshape(target), this);
    }

    public Tensor expand(Shape target) {
        return target.equals(shape) ? this : apply(new Expand(target), this);
    }

    /** Returns the tensor with its last two dimensions exchanged. */
    public Tensor mT() {
        return apply(new Transpose(), this);
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
