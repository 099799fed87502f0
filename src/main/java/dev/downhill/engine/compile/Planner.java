package dev.downhill.engine.compile;

import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.StepGraph;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Assemble;
import dev.downhill.engine.autograd.op.Elementwise;
import dev.downhill.engine.autograd.op.Exp;
import dev.downhill.engine.autograd.op.Expand;
import dev.downhill.engine.autograd.op.Fold;
import dev.downhill.engine.autograd.op.Gather;
import dev.downhill.engine.autograd.op.IndexAdd;
import dev.downhill.engine.autograd.op.IndexSelect;
import dev.downhill.engine.autograd.op.Log;
import dev.downhill.engine.autograd.op.LogSoftmax;
import dev.downhill.engine.autograd.op.MatMul;
import dev.downhill.engine.autograd.op.Mean;
import dev.downhill.engine.autograd.op.Narrow;
import dev.downhill.engine.autograd.op.Permute;
import dev.downhill.engine.autograd.op.Put;
import dev.downhill.engine.autograd.op.ReductionOp;
import dev.downhill.engine.autograd.op.Reshape;
import dev.downhill.engine.autograd.op.Scatter;
import dev.downhill.engine.autograd.op.Sigmoid;
import dev.downhill.engine.autograd.op.Softmax;
import dev.downhill.engine.autograd.op.Sum;
import dev.downhill.engine.autograd.op.SumTo;
import dev.downhill.engine.autograd.op.Take;
import dev.downhill.engine.autograd.op.Tanh;
import dev.downhill.engine.autograd.op.Transpose;
import dev.downhill.engine.autograd.op.Unfold;
import dev.downhill.engine.autograd.op.Variable;
import dev.downhill.engine.autograd.op.Where;
import dev.downhill.engine.autograd.op.Winners;
import dev.downhill.engine.kernel.WindowGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Assigns every tensor of a step a place for its value and the tasks that compute it.
 *
 * <p>A step becomes bytecode in two parts. The planner decides where every number is and what is computed when; {@link
 * RunMethod} then writes each task down as instructions. It walks the nodes of the graph once, inputs first. Take
 * {@code w * x} over ten rows, trained by gradient descent on the mean of the squares:
 *
 * <pre>
 * w ()    x, y (10,)    -learningRate ()              variables;
 * mul (10,)      = w * x;
 * sub (10,)      = mul - y;
 * pow (10,)      = sub ** 2;
 * loss ()        = mean(pow);
 * share (10,)    = 1 / 10, repeated                   a constant;
 * product (10,)  = share * (sub * 2) * x              the gradient of each row;
 * gradient ()    = sumTo(product, ());
 * next ()        = -learningRate * gradient + w       becomes w after the step.
 * </pre>
 *
 * <p>The plan has six arrays, five numbers and five tasks:
 *
 * <pre>
 * Fused      sub = w * x - y;  pow = sub ** 2         one loop, in which mul needs no array;
 * Summed     loss = sum(pow) / 10;
 * Fused      product = share * (sub * 2) * x;
 * Summed     gradient = sum(product);
 * OneNumber  next = fma(-learningRate, gradient, w).
 * </pre>
 *
 * <p>The rules are:
 *
 * <ul>
 *   <li>A variable or result of one element is a local variable of the method, and a constant of one element is a
 *       literal. Any other tensor is in an array.
 *   <li>Reshaping, repeating and transposing compute nothing: they are other strides on the same array. A product of
 *       matrices that is only read transposed is written transposed.
 *   <li>Element-wise operations of one shape that follow each other join one loop, at most 24 of them, and
 *       no more than the JIT vectorizes. A value within it gets an array only if another task reads it.
 *   <li>A tensor that three loops or more repeat to their shape is repeated in an array once.
 *   <li>A task that reads from the loop ends it, as the sum reads {@code pow}. So does an operation of another shape,
 *       or one that reads a reshaped or transposed value of the loop.
 *   <li>Matrix products and softmax call kernels, and so do the long vectors of exp, log, tanh and sigmoid, and long
 *       choices. The products of two stacks of matrices are one call. A right factor that three products or more read transposed is copied once. An
 *       operation without instructions and without a kernel runs its own {@link Op#forward}.
 * </ul>
 *
 * <p>Each array and each local belongs to a constant or a variable, or is written by one task. A task keeps the places
 * that it reads. So a value that is copied to an array of its own at the end of the step does not move its earlier
 * readers. {@link PlanChecker} proves this for every plan of every test.
 *
 * <p>It rests on these decisions: docs/decisions/0008-a-step-is-a-hidden-class.md,
 * docs/decisions/0010-kernels-from-one-source.md, docs/decisions/0014-one-arithmetic-for-both-ways-to-run-a-step.md.
 */
final class Planner {
    private static final int MOST_IN_A_LOOP = 24;

    /**
     * The JIT vectorizes a loop up to this weight: it unrolls only so many instructions. Beyond it a loop takes six to ten times as
     * long. Measured with loops of 1 to 14 arrays read, 1 to 5 written and 0 to 28 operations.
     */
    private static final int MOST_WEIGHT = 50;

    private static final int WEIGHT_OF_A_READ = 3;
    private static final int WEIGHT_OF_A_WRITE = 4;

    private static final int LEAST_FOR_A_KERNEL = 32;

    /** From so many products on, a matrix that they read transposed is worth a copy. */
    private static final int LEAST_TO_TURN = 3;

    /** From so many loops of a shape on, a tensor that they repeat is worth a copy of that shape. */
    private static final int LEAST_TO_REPEAT = 3;

    /** A larger copy would cost more memory than it saves time. */
    private static final int MOST_REPEATED = 1 << 16;

    private static final Set<Class<? extends Op>> VECTOR_FUNCTIONS =
            Set.of(Exp.class, Log.class, Tanh.class, Sigmoid.class);

    private final Real real;
    private final StepGraph step;
    private final Kernels kernels;
    private final Map<Tensor, Place> places = new HashMap<>();
    private final Map<Tensor, Task.Fused> loops = new HashMap<>();
    private final Map<Tensor, List<Tensor>> consumers = new HashMap<>();
    private final Map<Tensor, Place.InArray> turned = new HashMap<>();
    private final Map<Tensor, Place.InArray> copies = new HashMap<>();
    private final Map<Repeated, Place.InArray> wholes = new HashMap<>();
    private final Set<Tensor> wanted = new LinkedHashSet<>();
    private final List<Task> tasks = new ArrayList<>();
    private final List<Buffer> buffers = new ArrayList<>();
    private final Map<Tensor, Place> variables = new HashMap<>();
    private final Map<Tensor, Place> constants = new HashMap<>();
    private final Set<Integer> givenArrays = new HashSet<>();
    private final Set<Integer> givenLocals = new HashSet<>();
    private int locals;
    private Task.@Nullable Fused open;

    /** A tensor that is repeated to fill a shape. */
    private record Repeated(Tensor tensor, Shape shape) {}

    private Planner(Real real, StepGraph step, Kernels kernels) {
        this.real = real;
        this.step = step;
        this.kernels = kernels;
    }

    /** Returns the plan of a step. */
    static Plan plan(Real real, StepGraph step, Kernels kernels) {
        return new Planner(real, step, kernels).plan();
    }

    private Plan plan() {
        List<Tensor> nodes = step.graph().nodes();
        wanted.addAll(step.computed());
        for (Tensor node : nodes) {
            node.inputs()
                    .forEach(input -> consumers
                            .computeIfAbsent(input, unused -> new ArrayList<>())
                            .add(node));
        }
        for (Tensor node : nodes) {
            if (places.containsKey(node)) {
                continue;
            }
            NDArray value = node.value();
            if (value != null) {
                give(node, constant(value), constants);
            } else if (node.op() instanceof Variable) {
                give(node, node.shape().size() == 1 ? local() : array(node.shape()), variables);
            } else {
                compute(node);
            }
        }
        Map<Tensor, Place> results = new HashMap<>();
        wanted.forEach(node -> results.put(node, settled(node)));
        close();
        return new Plan(real, step, variables, constants, results, tasks, buffers, locals, kernels);
    }

    /** Notes where a value is before the first task. */
    private void give(Tensor node, Place place, Map<Tensor, Place> kind) {
        switch (place) {
            case Place.InArray array -> givenArrays.add(array.buffer());
            case Place.Local local -> givenLocals.add(local.number());
            case Place.Literal number -> {}
        }
        places.put(node, place);
        kind.put(node, place);
    }

    private Place constant(NDArray value) {
        if (value.shape().size() == 1) {
            return new Place.Literal(value.values()[0]);
        }
        buffers.add(new Buffer(value.shape().size(), value));
        return Place.InArray.dense(buffers.size() - 1, value.shape());
    }

    /**
     * Returns where a value is read after the step: a number in a local, the rest in an array that it fills, neither of which
     * is a variable's, because the end of the step overwrites those.
     */
    private Place settled(Tensor node) {
        Place from = place(node);
        boolean settled = switch (from) {
            case Place.InArray array -> array.isDense() && !givenArrays.contains(array.buffer());
            case Place.Local local -> node.shape().size() == 1 && !givenLocals.contains(local.number());
            case Place.Literal number -> node.shape().size() == 1;
        };
        if (settled) {
            return from;
        }
        return node.shape().size() == 1 ? moved(node, from) : copied(node, from);
    }

    private Place.Local moved(Tensor node, Place from) {
        Place.Local to = local();
        add(new Task.Move(node, from, to), List.of(node));
        return to;
    }

    private Place.InArray copied(Tensor node, Place from) {
        Place.InArray to = array(node.shape());
        add(new Task.Copy(node, from, to), List.of(node));
        return to;
    }

    private Place.Local local() {
        return new Place.Local(locals++);
    }

    private Place.InArray array(Shape shape) {
        buffers.add(new Buffer(shape.size(), null));
        return Place.InArray.dense(buffers.size() - 1, shape);
    }

    private void compute(Tensor node) {
        switch (node.op()) {
            case Elementwise op -> elementwise(node);
            case Reshape op -> view(node);
            case Expand op -> view(node);
            case Transpose op -> view(node);
            case Permute op -> view(node);
            case Sum op -> sum(node);
            case Mean op -> sum(node);
            case SumTo op -> sum(node);
            case MatMul op -> product(node);
            default -> special(node);
        }
    }

    private void elementwise(Tensor node) {
        if (node.shape().size() == 1) {
            Place.Local to = local();
            add(new Task.OneNumber(node, operands(node.inputs()), to), node.inputs());
            places.put(node, to);
        } else if (kernels == Kernels.VECTOR
                && VECTOR_FUNCTIONS.contains(node.op().getClass())
                && node.shape().size() >= LEAST_FOR_A_KERNEL) {
            kernel(node, "vector.Functions", List.of(node.shape().size()));
        } else if (kernels == Kernels.VECTOR && node.op() instanceof Where && isOfRows(node)) {
            where(node);
        } else {
            fuse(node);
        }
    }

    /** Whether the condition and what it chooses are long rows of the result, and the other rows or a number. */
    private static boolean isOfRows(Tensor choice) {
        Shape shape = choice.shape();
        List<Shape> inputs = choice.inputs().stream().map(Tensor::shape).toList();
        return inputs.stream().allMatch(input -> input.size() == 1 || input.isEndOf(shape))
                && inputs.stream().limit(2).allMatch(input -> input.size() >= LEAST_FOR_A_KERNEL)
                && (inputs.get(2).size() == 1 || inputs.get(2).size() >= LEAST_FOR_A_KERNEL);
    }

    private void where(Tensor node) {
        List<Integer> sizes = Stream.concat(Stream.of(node), node.inputs().stream())
                .map(tensor -> tensor.shape().size())
                .toList();
        kernel(node, "vector.Functions", sizes);
    }

    private void product(Tensor node) {
        if (!isPlainProduct(node)) {
            special(node);
        } else if (!isOnlyTransposed(node)) {
            multiply(node, node.inputs().get(0), node.inputs().get(1));
        }
    }

    private List<Operand> operands(List<Tensor> tensors) {
        return tensors.stream()
                .map(tensor -> new Operand(tensor, place(tensor)))
                .toList();
    }

    /** Returns where a value is, and makes sure that it will be there for a task outside of its loop. */
    private Place place(Tensor node) {
        Place known = places.get(node);
        if (known != null) {
            return known;
        }
        Task.Fused loop = loops.get(node);
        if (loop == null) {
            throw new IllegalStateException("not computed yet: " + node);
        }
        Place.InArray to = array(node.shape());
        loop.stored().add(new Operand(node, to));
        places.put(node, to);
        return to;
    }

    /** Appends a task; the open loop goes first where the task reads from it. */
    private void add(Task task, List<Tensor> inputs) {
        if (inputs.stream().anyMatch(this::isInOpenLoop)) {
            close();
        }
        tasks.add(task);
    }

    private boolean isInOpenLoop(Tensor node) {
        return open != null && loops.get(node) == open;
    }

    private void close() {
        if (open != null) {
            tasks.add(open);
            open = null;
        }
    }

    private void fuse(Tensor node) {
        boolean joins = open != null
                && open.shape().equals(node.shape())
                && open.nodes().size() < MOST_IN_A_LOOP
                && weight(open, node) <= MOST_WEIGHT;
        for (Tensor input : node.inputs()) {
            boolean inside = open != null && open.nodes().contains(input);
            if (!inside && isInOpenLoop(input)) {
                joins = false;
            }
        }
        if (!joins) {
            close();
            open = new Task.Fused(node.shape());
        }
        Task.Fused loop = Objects.requireNonNull(open);
        for (Tensor input : node.inputs()) {
            if (!loop.nodes().contains(input)) {
                loop.inputs().put(input, repeated(input, node.shape()));
            }
        }
        loop.nodes().add(node);
        loops.put(node, loop);
    }

    /** Returns the weight that a loop has if a node joins it, and no other after that. */
    private int weight(Task.Fused loop, Tensor node) {
        Set<Tensor> nodes = new HashSet<>(loop.nodes());
        nodes.add(node);
        Set<Tensor> read = new HashSet<>(loop.inputs().keySet());
        read.addAll(node.inputs());
        long reads = read.stream()
                .filter(input -> input.shape().size() > 1 && !nodes.contains(input))
                .count();
        long writes = nodes.stream()
                .filter(result ->
                        wanted.contains(result) || !nodes.containsAll(consumers.getOrDefault(result, List.of())))
                .count();
        return (int) (WEIGHT_OF_A_READ * reads + WEIGHT_OF_A_WRITE * writes + nodes.size());
    }

    /**
     * Returns where a loop over a shape reads a tensor. A tensor that many loops repeat, such as the bias of a recurrence at each
     * entry, is repeated in an array once: a loop that crosses all of its arrays without a gap is not broken into short rows.
     */
    private Place repeated(Tensor input, Shape shape) {
        Place place = place(input);
        long loops = consumers.getOrDefault(input, List.of()).stream()
                .filter(user -> user.op() instanceof Elementwise && user.shape().equals(shape))
                .count();
        if (!(place instanceof Place.InArray array)
                || input.shape().size() == shape.size()
                || shape.size() > MOST_REPEATED
                || loops < LEAST_TO_REPEAT) {
            return place;
        }
        return wholes.computeIfAbsent(new Repeated(input, shape), unused -> {
            Place.InArray to = array(shape);
            add(new Task.Copy(input, array.expanded(shape), to), List.of(input));
            return to;
        });
    }

    /** Another look at the same numbers. */
    private void view(Tensor node) {
        Tensor input = node.inputs().getFirst();
        Op op = node.op();
        if (op instanceof Transpose && input.op() instanceof MatMul && !places.containsKey(input)) {
            transposedProduct(node, input);
            return;
        }
        if (op instanceof Reshape) {
            reshape(node);
            return;
        }
        Place from = place(input);
        if (from instanceof Place.InArray array) {
            from = switch (op) {
                case Transpose transpose -> array.transposed(node.shape());
                case Permute permute -> array.permuted(permute, node.shape());
                default -> array.expanded(node.shape());
            };
        }
        look(node, from, input);
    }

    /** The same numbers in the same order under another shape; so is a sum of one number each. */
    private void reshape(Tensor node) {
        Tensor input = node.inputs().getFirst();
        Place from = place(input);
        look(node, from instanceof Place.InArray ? dense(input).reshaped(node.shape()) : from, input);
    }

    private void look(Tensor node, Place place, Tensor input) {
        places.put(node, place);
        Task.Fused loop = loops.get(input);
        if (loop != null) {
            loops.put(node, loop);
        }
    }

    private void sum(Tensor node) {
        Tensor input = node.inputs().getFirst();
        if (input.shape().size() == node.shape().size()) {
            reshape(node);
            return;
        }
        Place from = place(input);
        int divisor = node.op() instanceof Mean mean ? mean.count(input.shape()) : 1;
        Place.InArray array = from instanceof Place.InArray given ? given : dense(input);
        int[] outStrides = node.op() instanceof ReductionOp reduction
                ? reduction.outStrides(input.shape())
                : node.shape().stridesIn(input.shape());
        Place to = node.shape().size() == 1 ? local() : array(node.shape());
        add(new Task.Summed(node, array, outStrides, to, divisor), List.of(input));
        places.put(node, to);
    }

    /** Returns a value in an array, row-major; copies it once where it is not. */
    private Place.InArray dense(Tensor node) {
        Place from = place(node);
        if (from instanceof Place.InArray array && array.isDense()) {
            return array;
        }
        return copies.computeIfAbsent(node, unused -> copied(node, from));
    }

    /** Whether no matrix of a stack serves several of the other. */
    static boolean isPlainProduct(Tensor node) {
        Shape left = node.inputs().get(0).shape();
        Shape right = node.inputs().get(1).shape();
        return MatMul.batch(left).equals(MatMul.batch(right));
    }

    private boolean isOnlyTransposed(Tensor node) {
        List<Tensor> users = consumers.getOrDefault(node, List.of());
        return users.size() == 1
                && users.getFirst().op() instanceof Transpose
                && !wanted.contains(node)
                && node.shape().rank() == 2;
    }

    private void multiply(Tensor node, Tensor left, Tensor right) {
        Place.InArray a = matrix(left, true);
        Place.InArray b = factor(right);
        List<Operand> reads = List.of(new Operand(left, a), new Operand(right, b));
        product(node, node, reads, a, b);
    }

    /** Returns where the right factor of a product is; many products need not turn the same matrix one by one. */
    private Place.InArray factor(Tensor right) {
        Place.InArray matrix = matrix(right, false);
        long products = consumers.getOrDefault(right, List.of()).stream()
                .filter(user -> user.op() instanceof MatMul && user.inputs().get(1) == right)
                .count();
        if (matrix.isDense() || products < LEAST_TO_TURN) {
            return matrix;
        }
        return turned.computeIfAbsent(right, unused -> copied(right, matrix));
    }

    /** (A B)^T = B^T A^T: the product is written as it will be read. */
    private void transposedProduct(Tensor node, Tensor product) {
        Tensor left = product.inputs().get(0);
        Tensor right = product.inputs().get(1);
        Place.InArray a = matrix(left, true);
        Place.InArray b = matrix(right, false);
        List<Operand> reads = List.of(new Operand(left, a), new Operand(right, b));
        product(product, node, reads, transposed(b), transposed(a));
    }

    private static Place.InArray transposed(Place.InArray matrix) {
        return matrix.transposed(Shape.of(matrix.shape().dim(1), matrix.shape().dim(0)));
    }

    private void product(Tensor product, Tensor node, List<Operand> reads, Place.InArray a, Place.InArray b) {
        Place.InArray to = array(node.shape());
        add(new Task.Multiplied(product, node, reads, a, b, to), product.inputs());
        finish(node, to);
    }

    private void finish(Tensor node, Place.InArray to) {
        if (node.shape().size() == 1) {
            places.put(node, moved(node, to));
        } else {
            places.put(node, to);
        }
    }

    /** A vector on the left is one row, on the right one column. */
    private Place.InArray matrix(Tensor node, boolean onTheLeft) {
        Place from = place(node);
        if (node.shape().rank() >= 2
                && from instanceof Place.InArray array
                && (array.isDense() || array.isTransposed())) {
            return array;
        }
        Place.InArray array = dense(node);
        if (node.shape().rank() >= 2) {
            return array;
        }
        int length = node.shape().dim(0);
        return array.reshaped(onTheLeft ? Shape.of(1, length) : Shape.of(length, 1));
    }

    /** Plans a node that has a kernel of its own, or only its forward rule. */
    private void special(Tensor node) {
        Shape first = node.inputs().getFirst().shape();
        switch (node.op()) {
            case Softmax softmax -> kernel(node, kernels.folder() + ".Rows", List.of(first.size(), first.dim(-1)));
            case LogSoftmax softmax -> kernel(node, kernels.folder() + ".Rows", List.of(first.size(), first.dim(-1)));
            case Gather gather -> kernel(node, "scalar.Rows", List.of(indices(node), first.dim(-1)));
            case IndexSelect select -> kernel(node, "scalar.Rows", List.of(indices(node), first.dim(-1)));
            case Scatter scatter ->
                kernel(node, "scalar.Rows", List.of(first.size(), node.shape().dim(-1)));
            case IndexAdd add ->
                kernel(
                        node,
                        kernels.folder() + ".Rows",
                        List.of(indices(node), node.shape().dim(-1)));
            case Take take ->
                kernel(node, "scalar.Rows", List.of(indices(node), node.shape().dim(-1), first.dim(-1)));
            case Put put -> kernel(node, "scalar.Rows", List.of(first.size(), first.dim(-1), put.columns()));
            case Narrow narrow -> narrow(node, narrow);
            case Assemble assemble -> assemble(node, assemble);
            case Unfold unfold -> windows(node, unfold.window().over(first));
            case Fold fold -> windows(node, fold.grid(first));
            case Winners winners -> windows(node, winners.window().over(first));
            default -> forward(node);
        }
    }

    private void narrow(Tensor node, Narrow narrow) {
        Shape whole = node.inputs().getFirst().shape();
        int inner = Assemble.inner(whole, narrow.axis());
        kernel(
                node,
                "scalar.Blocks",
                List.of(
                        Assemble.outer(whole, narrow.axis()),
                        whole.dim(narrow.axis()) * inner,
                        narrow.from() * inner,
                        narrow.length() * inner));
    }

    private void windows(Tensor node, WindowGrid grid) {
        kernel(
                node,
                kernels.folder() + ".Windows",
                Arrays.stream(grid.numbers()).boxed().toList());
    }

    /** Puts pieces side by side in one array. */
    private void assemble(Tensor node, Assemble assemble) {
        List<Operand> reads = denseOperands(node);
        Place.InArray to = array(node.shape());
        add(new Task.Assembled(node, assemble, reads, to), node.inputs());
        finish(node, to);
    }

    private static int indices(Tensor node) {
        return node.inputs().get(1).shape().size();
    }

    private void kernel(Tensor node, String owner, List<Integer> numbers) {
        List<Operand> reads = denseOperands(node);
        Place.InArray to = array(node.shape());
        add(new Task.Kernel(node, owner, reads, to, numbers), node.inputs());
        finish(node, to);
    }

    private void forward(Tensor node) {
        List<Operand> reads = denseOperands(node);
        Place.InArray to = array(node.shape());
        List<Shape> shapes = node.inputs().stream().map(Tensor::shape).toList();
        var fallback = new Fallback(real, node.op(), shapes, node.shape());
        add(new Task.Forward(node, fallback, reads, to), node.inputs());
        finish(node, to);
    }

    private List<Operand> denseOperands(Tensor node) {
        return node.inputs().stream()
                .map(input -> new Operand(input, dense(input)))
                .toList();
    }
}
