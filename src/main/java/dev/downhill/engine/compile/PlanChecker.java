package dev.downhill.engine.compile;

import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Expand;
import dev.downhill.engine.autograd.op.Mean;
import dev.downhill.engine.autograd.op.Permute;
import dev.downhill.engine.autograd.op.Reshape;
import dev.downhill.engine.autograd.op.Sum;
import dev.downhill.engine.autograd.op.SumTo;
import dev.downhill.engine.autograd.op.Transpose;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Proves that a plan reads each value from the place where it is, and only after it was written.
 *
 * <p>It follows the tasks without numbers: every element of an array stands for the element of the tensor that was computed
 * there. Reshaping, repeating and transposing lead back to the tensor whose elements they show. The proof consists of four rules:
 *
 * <ol>
 *   <li>a task reads every input of the operations that it executes, or computes it before;
 *   <li>each element that is read is the element that the tensor has there;
 *   <li>each array and each local is written once, and never where a constant or a variable is;
 *   <li>no value that is read after the step is in the place of a variable.
 * </ol>
 *
 * <p>An assertion calls it, so it checks every plan that a test makes and costs nothing in production.
 */
final class PlanChecker {
    private final Plan plan;
    private final Map<Tensor, Origin> origins = new HashMap<>();
    private final Map<Integer, Origin> arrays = new HashMap<>();
    private final Map<Integer, Origin> locals = new HashMap<>();

    private PlanChecker(Plan plan) {
        this.plan = plan;
    }

    /**
     * The origin of a tensor or an array: the tensor (computed, constant or variable) and the elements that it consists of.
     *
     * @param elements their row-major numbers
     */
    private record Origin(Tensor tensor, int[] elements) {
        boolean isElement(int element, Origin other, int otherElement) {
            return tensor == other.tensor && elements[element] == other.elements[otherElement];
        }
    }

    /**
     * Returns true.
     *
     * @throws AssertionError if the plan reads or writes where it must not; the message names the tensor
     */
    static boolean isSound(Plan plan) {
        new PlanChecker(plan).check();
        return true;
    }

    private void check() {
        plan.constants().forEach(this::write);
        plan.variables().forEach(this::write);
        for (Task task : plan.tasks()) {
            checkInputs(task);
            task.reads().forEach(read -> checkRead(read.tensor(), read.place()));
            task.writes().forEach(write -> write(write.tensor(), write.place()));
        }
        plan.results().forEach(this::checkResult);
    }

    private void checkInputs(Task task) {
        Set<Tensor> there = new HashSet<>();
        task.reads().forEach(read -> there.add(read.tensor()));
        for (Tensor node : task.computes()) {
            for (Tensor input : node.inputs()) {
                require(there.contains(input), "does not read " + input + ", an input of", node);
            }
            there.add(node);
        }
    }

    private void checkRead(Tensor tensor, Place place) {
        Origin wanted = origin(tensor, place);
        int size = wanted.elements().length;
        switch (place) {
            case Place.Literal number -> {
                NDArray value = wanted.tensor().value();
                require(
                        value != null
                                && Arrays.stream(value.values()).allMatch(v -> Double.compare(v, number.value()) == 0),
                        "reads a constant in place of",
                        tensor);
            }
            case Place.Local local -> {
                Origin found = locals.get(local.number());
                require(found != null, "reads a local before it is written:", tensor);
                for (int i = 0; i < size; i++) {
                    require(wanted.isElement(i, Objects.requireNonNull(found), 0), "reads another number than", tensor);
                }
            }
            case Place.InArray array -> {
                Origin found = arrays.get(array.buffer());
                require(found != null, "reads an array before it is written:", tensor);
                int[] indices = indices(array);
                require(indices.length == size, "reads as many elements as " + array.shape() + " has of", tensor);
                for (int i = 0; i < size; i++) {
                    require(
                            wanted.isElement(i, Objects.requireNonNull(found), indices[i]),
                            "reads other elements than",
                            tensor);
                }
            }
        }
    }

    private void checkResult(Tensor tensor, Place place) {
        checkRead(tensor, place);
        for (Place variable : plan.variables().values()) {
            boolean shared = switch (variable) {
                case Place.InArray array -> place instanceof Place.InArray mine && mine.buffer() == array.buffer();
                case Place.Local local -> place.equals(local);
                case Place.Literal number -> false;
            };
            require(!shared, "overwrites at its end", tensor);
        }
    }

    private void write(Tensor tensor, Place place) {
        Origin origin = origin(tensor, place);
        switch (place) {
            case Place.Literal number -> {}
            case Place.Local local ->
                require(locals.put(local.number(), origin) == null, "writes twice where it writes", tensor);
            case Place.InArray array -> {
                require(
                        array.isDense() && array.shape().size() == origin.elements().length,
                        "does not fill the array of",
                        tensor);
                require(arrays.put(array.buffer(), origin) == null, "writes twice where it writes", tensor);
            }
        }
    }

    /** Returns the origin of what a place holds of a tensor, which it may repeat to fill a larger shape. */
    private Origin origin(Tensor tensor, Place place) {
        return place instanceof Place.InArray array
                        && array.shape().size() > tensor.shape().size()
                ? seen(tensor, array.shape(), tensor.shape().stridesIn(array.shape()))
                : origin(tensor);
    }

    private Origin origin(Tensor tensor) {
        Origin known = origins.get(tensor);
        if (known == null) {
            known = traced(tensor);
            origins.put(tensor, known);
        }
        return known;
    }

    private Origin traced(Tensor tensor) {
        if (tensor.value() == null && !tensor.inputs().isEmpty()) {
            Tensor input = tensor.inputs().getFirst();
            Op op = tensor.op();
            if (op instanceof Reshape || isSumOfOneEach(tensor, input)) {
                return origin(input);
            }
            if (op instanceof Expand) {
                return seen(input, tensor.shape(), input.shape().stridesIn(tensor.shape()));
            }
            if (op instanceof Permute permute) {
                return seen(input, tensor.shape(), permute.ordered(input.shape().strides()));
            }
            if (op instanceof Transpose) {
                return seen(input, tensor.shape(), transposed(input.shape().strides()));
            }
        }
        return new Origin(tensor, IntStream.range(0, tensor.shape().size()).toArray());
    }

    private static boolean isSumOfOneEach(Tensor tensor, Tensor input) {
        Op op = tensor.op();
        return (op instanceof Sum || op instanceof Mean || op instanceof SumTo)
                && tensor.shape().size() == input.shape().size();
    }

    private Origin seen(Tensor input, Shape shape, int[] strides) {
        Origin origin = origin(input);
        int[] indices = indices(new Place.InArray(0, shape, strides));
        return new Origin(
                origin.tensor(),
                Arrays.stream(indices).map(i -> origin.elements()[i]).toArray());
    }

    private static int[] transposed(int[] strides) {
        int[] exchanged = strides.clone();
        int last = exchanged.length - 1;
        exchanged[last] = strides[last - 1];
        exchanged[last - 1] = strides[last];
        return exchanged;
    }

    /** Returns where in its array each element is, row-major. */
    private static int[] indices(Place.InArray place) {
        int[] indices = new int[place.shape().size()];
        for (int i = 0; i < indices.length; i++) {
            int rest = i;
            for (int axis = place.shape().rank() - 1; axis >= 0; axis--) {
                indices[i] += rest % place.shape().dim(axis) * place.strides()[axis];
                rest /= place.shape().dim(axis);
            }
        }
        return indices;
    }

    private static void require(boolean holds, String what, Tensor tensor) {
        if (!holds) {
            throw new AssertionError("the plan " + what + " " + tensor);
        }
    }
}
