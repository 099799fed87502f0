package dev.downhill.training.specification;

import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.training.fault.Faults;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Numbers and nested arrays of numbers, read from JSON. */
final class Numbers {
    private static final int MAX_RANK = 8;

    private final Faults faults;

    Numbers(Faults faults) {
        this.faults = faults;
    }

    /** Returns a finite number, or null after saying what stands there instead. */
    @Nullable
    Double number(JsonNode value, String pointer) {
        if (!value.isNumber()) {
            faults.add(pointer, "type", "here is a number expected, not " + Fields.shown(value));
            return null;
        }
        double number = value.doubleValue();
        if (!Double.isFinite(number)) {
            faults.add(pointer, "notFinite", "the number here is too large for float64");
            return null;
        }
        return number;
    }

    /**
     * Returns a number or nested arrays of numbers, all of one depth and of one length at each depth.
     *
     * @param what what stands there, for messages
     * @return null after saying what does not fit
     */
    @Nullable
    NDArray array(JsonNode value, String what, String pointer, int maxSize) {
        int rank = 0;
        int[] dims = new int[MAX_RANK];
        long size = 1;
        for (JsonNode first = value; first.isArray(); first = first.get(0)) {
            if (rank == MAX_RANK) {
                faults.add(pointer, "shape", what + " has more than " + MAX_RANK + " dimensions");
                return null;
            }
            if (first.isEmpty()) {
                faults.add(pointer, "empty", what + " is empty");
                return null;
            }
            dims[rank] = first.size();
            size *= dims[rank++];
            if (size > maxSize) {
                faults.add(pointer, "tooLarge", what + " has more than " + maxSize + " numbers");
                return null;
            }
        }
        Shape shape = Shape.of(Arrays.copyOf(dims, rank));
        double[] values = new double[shape.size()];
        return fill(value, shape, 0, values, 0, what, pointer) < 0 ? null : new NDArray(shape, values);
    }

    /** Returns where the next number goes, or -1 after a fault. */
    private int fill(JsonNode value, Shape shape, int axis, double[] values, int next, String what, String pointer) {
        if (axis == shape.rank()) {
            Double number = number(value, pointer);
            if (number == null) {
                return -1;
            }
            values[next] = number;
            return next + 1;
        }
        if (!value.isArray()) {
            faults.add(
                    pointer,
                    "ragged",
                    what + " is not rectangular: here is " + Fields.kindOf(value) + " where others have an array of "
                            + shape.dim(axis));
            return -1;
        }
        if (value.size() != shape.dim(axis)) {
            faults.add(
                    pointer,
                    "ragged",
                    what + " is not rectangular: here are " + value.size() + " entries where others have "
                            + shape.dim(axis));
            return -1;
        }
        int end = next;
        for (int i = 0; i < value.size() && end >= 0; i++) {
            end = fill(value.get(i), shape, axis + 1, values, end, what, pointer + "/" + i);
        }
        return end;
    }
}
