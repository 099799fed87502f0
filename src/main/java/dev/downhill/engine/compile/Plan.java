package dev.downhill.engine.compile;

import dev.downhill.engine.autograd.StepGraph;
import dev.downhill.engine.autograd.Tensor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The plan of a compiled step.
 *
 * @param variables the places of the given values
 * @param constants the constant numbers in arrays
 * @param results the places of the values that are read after the step; never the place of a variable
 * @param tasks the tasks in execution order
 * @param buffers the arrays, by number
 * @param locals the number of local variables
 * @param kernels the callable kernels
 */
record Plan(
        Real real,
        StepGraph step,
        Map<Tensor, Place> variables,
        Map<Tensor, Place> constants,
        Map<Tensor, Place> results,
        List<Task> tasks,
        List<Buffer> buffers,
        int locals,
        Kernels kernels) {

    /** Returns how many bytes the arrays take that a loop allocates. */
    long bytes() {
        return buffers.stream().mapToLong(Buffer::length).sum() * real.bytes();
    }

    /** Returns where a variable is, or null where the step does not depend on it. */
    @Nullable
    Place variable(Tensor variable) {
        return variables.get(variable);
    }

    /**
     * Returns where a value is after the step.
     *
     * @throws IllegalArgumentException if the step does not compute it to be read
     */
    Place result(Tensor tensor) {
        @Nullable Place place = results.get(tensor);
        if (place == null) {
            throw new IllegalArgumentException("not part of this step: " + tensor);
        }
        return place;
    }

    /**
     * Returns whether the next value of a carry can change places with the variable's array: it is computed into an array
     * that nothing else is read from after the step.
     */
    boolean swaps(StepGraph.Carry carry) {
        return result(carry.next()) instanceof Place.InArray next
                && step.outputs().stream().noneMatch(output -> output != carry.next() && isIn(output, next.buffer()))
                && step.carries().stream()
                                .filter(other -> isIn(other.next(), next.buffer()))
                                .count()
                        == 1;
    }

    private boolean isIn(Tensor tensor, int buffer) {
        return result(tensor) instanceof Place.InArray array && array.buffer() == buffer;
    }
}
