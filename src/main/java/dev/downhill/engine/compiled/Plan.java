package dev.downhill.engine.compiled;

import dev.downhill.engine.autograd.StepGraph;
import dev.downhill.engine.autograd.Tensor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a compiled step does.
 *
 * @param places where every value is that something outside of its loop needs
 * @param tasks in the order in which they are done
 * @param buffers the arrays, by number
 * @param locals how many local numbers there are
 * @param kernels those that may be called
 */
record Plan(
        Real real,
        StepGraph step,
        Map<Tensor, Place> places,
        List<Task> tasks,
        List<Object> buffers,
        int locals,
        Kernels kernels) {

    /** Returns where a value is. */
    Place place(Tensor tensor) {
        @Nullable Place place = places.get(tensor);
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
        return place(carry.next()) instanceof Place.InArray next
                && step.outputs().stream().noneMatch(output -> output != carry.next() && isIn(output, next.buffer()))
                && step.carries().stream()
                                .filter(other -> isIn(other.next(), next.buffer()))
                                .count()
                        == 1;
    }

    private boolean isIn(Tensor tensor, int buffer) {
        return place(tensor) instanceof Place.InArray array && array.buffer() == buffer;
    }
}
