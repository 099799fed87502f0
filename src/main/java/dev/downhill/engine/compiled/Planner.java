package dev.downhill.engine.compiled;

import dev.downhill.engine.autograd.Elementwise;
import dev.downhill.engine.autograd.Expand;
import dev.downhill.engine.autograd.MatMul;
import dev.downhill.engine.autograd.Mean;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Reduction;
import dev.downhill.engine.autograd.Reshape;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.StepGraph;
import dev.downhill.engine.autograd.Sum;
import dev.downhill.engine.autograd.SumTo;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.Transpose;
import dev.downhill.engine.autograd.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides for every tensor of a step where its value is, and in which tasks it is computed.
 *
 * <p>A tensor of one element is a local variable. Reshaping, repeating and transposing cost nothing: they are other strides
 * on the same array. Element-wise operations that follow each other are fused into one loop, as long as nothing that
 * depends on the loop stands between them.
 */
final class Planner {
    private static final int MOST_IN_A_LOOP = 24;
    private static final int LEAST_FOR_A_KERNEL = 32;
    private static final Set<String> VECTOR_FUNCTIONS = Set.of("exp", "log", "tanh", "sigmoid");

    private final Real real;
    private final StepGraph step;
    private final Kernels kernels;
    private final Map<Tensor, Place> places = new HashMap<>();
    private final Map<Tensor, Task.Fused> loops = new HashMap<>();
    private final Map<Tensor, List<Tensor>> consumers = new HashMap<>();
    private final Set<Tensor> wanted = new LinkedHashSet<>();
    private final List<Task> tasks = new ArrayList<>();
    private final List<Object> buffers = new ArrayList<>();
    private final Set<Integer> given = new HashSet<>();
    private int locals;
    private Task.@Nullable Fused open;

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
                places.put(node, given(constant(value)));
            } else if (node.op() instanceof Variable) {
                places.put(node, given(node.shape().size() == 1 ? local() : array(node.shape())));
            } else {
                compute(node);
            }
        }
        wanted.forEach(this::settle);
        close();
        return new Plan(real, step, places, tasks, buffers, locals, kernels);
    }

    /** Brings what is read after a step to where it can be read: a number to a local, the rest to an array of its own. */
    private void settle(Tensor node) {
        Place from = place(node);
        if (node.shape().size() > 1 && !(from instanceof Place.InArray array && array.isDense() && !isGiven(array))) {
            Place.InArray to = array(node.shape());
            add(new Task.Copy(from, to), List.of(node));
            places.put(node, to);
        }
    }

    /** Returns whether an array holds a constant or a variable, and is not computed. */
    private boolean isGiven(Place.InArray array) {
        return given.contains(array.buffer());
    }

    private Place constant(NDArray value) {
        if (value.shape().size() == 1) {
            return new Place.Number(value.values()[0]);
        }
        Place.InArray place = array(value.shape());
        real.copyIn(value.values(), buffers.get(place.buffer()));
        return place;
    }

    private Place given(Place place) {
        if (place instanceof Place.InArray array) {
            given.add(array.buffer());
        }
        return place;
    }

    private Place.Local local() {
        return new Place.Local(locals++);
    }

    private Place.InArray array(Shape shape) {
        buffers.add(real.newArray(shape.size()));
        return Place.InArray.dense(buffers.size() - 1, shape);
    }

    private void compute(Tensor node) {
        Op op = node.op();
        boolean one = node.shape().size() == 1;
        if (op instanceof Elementwise) {
            if (one) {
                Place.Local to = local();
                List<Tensor> inputs = node.inputs();
                inputs.forEach(this::place);
                add(new Task.OneNumber(node, to), inputs);
                places.put(node, to);
            } else if (kernels == Kernels.VECTOR
                    && VECTOR_FUNCTIONS.contains(op.name())
                    && node.shape().size() >= LEAST_FOR_A_KERNEL) {
                kernel(
                        node,
                        "vector.Functions",
                        node.inputs(),
                        List.of(node.shape().size()));
            } else {
                fuse(node);
            }
        } else if (op instanceof Reshape || op instanceof Expand || op instanceof Transpose) {
            view(node);
        } else if (op instanceof Sum || op instanceof Mean || op instanceof SumTo) {
            sum(node);
        } else if (op instanceof MatMul && isPlainProduct(node)) {
            if (!isOnlyTransposed(node)) {
                multiply(node, node.inputs().get(0), node.inputs().get(1));
            }
        } else {
            special(node);
        }
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
        loop.stored().add(new Task.Fused.Stored(node, to));
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
                && open.nodes().size() < MOST_IN_A_LOOP;
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
        Task.Fused loop = open;
        for (Tensor input : node.inputs()) {
            if (loop == null || !loop.nodes().contains(input)) {
                place(input);
            }
        }
        if (loop != null) {
            loop.nodes().add(node);
            loops.put(node, loop);
        }
    }

    /** Another look at the same numbers. */
    private void view(Tensor node) {
        Tensor input = node.inputs().getFirst();
        Op op = node.op();
        if (op instanceof Transpose && input.op() instanceof MatMul && !places.containsKey(input)) {
            transposedProduct(node, input);
            return;
        }
        Place from = place(input);
        if (from instanceof Place.InArray array) {
            if (node.shape().size() == 1 || op instanceof Reshape && !array.isDense()) {
                Place.InArray dense = dense(input);
                places.put(node, dense.reshaped(node.shape()));
            } else if (op instanceof Reshape) {
                places.put(node, array.reshaped(node.shape()));
            } else if (op instanceof Transpose) {
                places.put(node, array.transposed(node.shape()));
            } else {
                places.put(node, array.expanded(node.shape()));
            }
        } else {
            places.put(node, from);
        }
        Task.Fused loop = loops.get(input);
        if (loop != null) {
            loops.put(node, loop);
        }
    }

    private void sum(Tensor node) {
        Tensor input = node.inputs().getFirst();
        Place from = place(input);
        int divisor = node.op() instanceof Mean mean ? mean.count(input.shape()) : 1;
        if (!(from instanceof Place.InArray) && input.shape().size() == 1) {
            places.put(node, from);
            return;
        }
        Place.InArray array = from instanceof Place.InArray given ? given : dense(input);
        int[] outStrides = node.op() instanceof Reduction reduction
                ? reduction.outStrides(input.shape())
                : node.shape().stridesIn(input.shape());
        Place to = node.shape().size() == 1 ? local() : array(node.shape());
        add(new Task.Summed(array, outStrides, to, divisor), List.of(input));
        places.put(node, to);
    }

    /** Returns a value in an array, row-major; copies it where it is not. */
    private Place.InArray dense(Tensor node) {
        Place from = place(node);
        if (from instanceof Place.InArray array && array.isDense()) {
            return array;
        }
        Place.InArray to = array(node.shape());
        add(new Task.Copy(from, to), List.of(node));
        return to;
    }

    private static boolean isPlainProduct(Tensor node) {
        return node.inputs().stream().allMatch(input -> input.shape().rank() <= 2);
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
        Place.InArray b = matrix(right, false);
        product(node, a, b, List.of(left, right));
    }

    /** (A B)^T = B^T A^T: the product is written as it will be read. */
    private void transposedProduct(Tensor node, Tensor product) {
        Tensor left = product.inputs().get(0);
        Tensor right = product.inputs().get(1);
        Place.InArray a = matrix(left, true);
        Place.InArray b = matrix(right, false);
        product(node, transposed(b), transposed(a), List.of(left, right));
    }

    private static Place.InArray transposed(Place.InArray matrix) {
        return matrix.transposed(Shape.of(matrix.shape().dim(1), matrix.shape().dim(0)));
    }

    private void product(Tensor node, Place.InArray a, Place.InArray b, List<Tensor> inputs) {
        Place.InArray to = array(node.shape());
        add(
                new Task.Multiplied(
                        a, b, to, a.shape().dim(0), a.shape().dim(1), b.shape().dim(1)),
                inputs);
        finish(node, to);
    }

    private void finish(Tensor node, Place.InArray to) {
        if (node.shape().size() == 1) {
            Place.Local number = local();
            tasks.add(new Task.Read(to.buffer(), number));
            places.put(node, number);
        } else {
            places.put(node, to);
        }
    }

    /** A vector on the left is one row, on the right one column. */
    private Place.InArray matrix(Tensor node, boolean onTheLeft) {
        Place from = place(node);
        if (node.shape().rank() == 2
                && from instanceof Place.InArray array
                && (array.isDense() || array.isTransposed())) {
            return array;
        }
        Place.InArray array = dense(node);
        if (node.shape().rank() == 2) {
            return array;
        }
        int length = node.shape().dim(0);
        return array.reshaped(onTheLeft ? Shape.of(1, length) : Shape.of(length, 1));
    }

    /** What has a kernel of its own, or nothing but its forward rule. */
    private void special(Tensor node) {
        Shape first = node.inputs().getFirst().shape();
        switch (node.op().name()) {
            case "softmax", "logSoftmax" ->
                kernel(node, kernels.folder() + ".Rows", node.inputs(), List.of(first.size(), first.dim(-1)));
            case "gather", "indexSelect" ->
                kernel(
                        node,
                        "scalar.Rows",
                        node.inputs(),
                        List.of(node.inputs().get(1).shape().size(), first.dim(-1)));
            case "scatter" ->
                kernel(
                        node,
                        "scalar.Rows",
                        node.inputs(),
                        List.of(first.size(), node.shape().dim(-1)));
            case "indexAdd" ->
                kernel(
                        node,
                        "scalar.Rows",
                        node.inputs(),
                        List.of(
                                node.inputs().get(1).shape().size(),
                                node.shape().dim(-1)));
            default -> forward(node);
        }
    }

    private void kernel(Tensor node, String owner, List<Tensor> inputs, List<Integer> numbers) {
        List<Integer> arrays = new ArrayList<>(
                inputs.stream().map(this::dense).map(Place.InArray::buffer).toList());
        Place.InArray to = array(node.shape());
        arrays.add(to.buffer());
        add(new Task.Kernel(owner, node.op().name(), arrays, numbers), inputs);
        finish(node, to);
    }

    private void forward(Tensor node) {
        List<Integer> inputs = node.inputs().stream()
                .map(this::dense)
                .map(Place.InArray::buffer)
                .toList();
        Place.InArray to = array(node.shape());
        List<Shape> shapes = node.inputs().stream().map(Tensor::shape).toList();
        add(new Task.Forward(new Fallback(real, node.op(), shapes, node.shape()), inputs, to.buffer()), node.inputs());
        finish(node, to);
    }
}
