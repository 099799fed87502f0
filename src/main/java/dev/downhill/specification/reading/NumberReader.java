package dev.downhill.specification.reading;

import dev.downhill.data.ReadingAllowance;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.specification.fault.Faults;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Numbers and nested arrays of numbers, read from JSON. */
final class NumberReader {
    private static final int MAX_RANK = 8;

    private final Faults faults;
    private final ReadingAllowance allowance;

    /** Returns a reader of single numbers. */
    NumberReader(Faults faults) {
        this(faults, ReadingAllowance.UNLIMITED);
    }

    /** @param allowance the bytes that arrays may take */
    NumberReader(Faults faults, ReadingAllowance allowance) {
        this.faults = faults;
        this.allowance = allowance;
    }

    /** Returns the float64 that is nearest to a JSON number, which may be infinite: JSON bounds no number. */
    static double nearestDouble(JsonNode number) {
        return number.numberValue().doubleValue();
    }

    /** Returns a finite number, or reports a fault and returns null. */
    @Nullable
    Double number(JsonNode value, String pointer) {
        if (!value.isNumber()) {
            faults.add(pointer, "type", "a number is expected here, not " + Fields.shown(value));
            return null;
        }
        double number = nearestDouble(value);
        if (!Double.isFinite(number)) {
            faults.add(pointer, "notFinite", "the number here is too large for float64");
            return null;
        }
        return number;
    }

    /**
     * Returns a number or nested arrays of numbers, all of one depth and of one length at each depth.
     *
     * @param what the kind of value, for messages
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
        var place = new Place(what, pointer, new int[rank]);
        if (!isRectangular(value, shape, 0, place)) {
            return null;
        }
        allowance.take((long) shape.size() * Double.BYTES);
        double[] values = new double[shape.size()];
        return fill(value, shape, 0, values, 0, place) < 0 ? null : new NDArray(shape, values);
    }

    /**
     * The place of the numbers.
     *
     * @param path the index along each axis
     */
    private record Place(String what, String pointer, int[] path) {
        /** Returns the pointer of what is being read along some axes. */
        String pointer(int axes) {
            var text = new StringBuilder(pointer);
            for (int axis = 0; axis < axes; axis++) {
                text.append('/').append(path[axis]);
            }
            return text.toString();
        }
    }

    /** Looked at before an array is made: its size is that of its first entries times each other. */
    private boolean isRectangular(JsonNode value, Shape shape, int axis, Place place) {
        if (axis == shape.rank()) {
            return true;
        }
        if (!value.isArray() || value.size() != shape.dim(axis)) {
            String here = value.isArray()
                    ? "here are " + value.size() + " entries where others have " + shape.dim(axis)
                    : "here is " + Fields.kindOf(value) + " where others have an array of " + shape.dim(axis);
            faults.add(place.pointer(axis), "ragged", place.what() + " is not rectangular: " + here);
            return false;
        }
        if (axis + 1 == shape.rank()) {
            return true;
        }
        for (int i = 0; i < value.size(); i++) {
            place.path()[axis] = i;
            if (!isRectangular(value.get(i), shape, axis + 1, place)) {
                return false;
            }
        }
        return true;
    }

    /** Returns where the next number goes, or -1 after a fault. */
    private int fill(JsonNode value, Shape shape, int axis, double[] values, int next, Place place) {
        if (axis == shape.rank()) {
            Double number = value.isNumber() ? Double.valueOf(nearestDouble(value)) : null;
            if (number == null || !Double.isFinite(number)) {
                var unused = number(value, place.pointer(axis));
                return -1;
            }
            values[next] = number;
            return next + 1;
        }
        int end = next;
        for (int i = 0; i < value.size() && end >= 0; i++) {
            place.path()[axis] = i;
            end = fill(value.get(i), shape, axis + 1, values, end, place);
        }
        return end;
    }
}
