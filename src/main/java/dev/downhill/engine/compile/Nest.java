package dev.downhill.engine.compile;

import dev.downhill.engine.autograd.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The loops that walk several arrays together: neighbouring dimensions that all arrays cross without a gap are one.
 *
 * @param dims the length of each loop, outermost first; none where there is one element
 * @param strides for each array its stride along each loop
 */
record Nest(int[] dims, List<int[]> strides) {

    static Nest of(Shape shape, List<int[]> strides) {
        List<Integer> kept = new ArrayList<>();
        List<List<Integer>> keptStrides = new ArrayList<>();
        strides.forEach(array -> keptStrides.add(new ArrayList<>()));
        for (int axis = 0; axis < shape.rank(); axis++) {
            int length = shape.dim(axis);
            if (length == 1) {
                continue;
            }
            int last = kept.size() - 1;
            boolean joins = last >= 0;
            for (int i = 0; joins && i < strides.size(); i++) {
                joins = keptStrides.get(i).get(last) == strides.get(i)[axis] * length;
            }
            if (joins) {
                kept.set(last, kept.get(last) * length);
                for (int i = 0; i < strides.size(); i++) {
                    keptStrides.get(i).set(last, strides.get(i)[axis]);
                }
            } else {
                kept.add(length);
                for (int i = 0; i < strides.size(); i++) {
                    keptStrides.get(i).add(strides.get(i)[axis]);
                }
            }
        }
        return new Nest(
                kept.stream().mapToInt(Integer::intValue).toArray(),
                keptStrides.stream()
                        .map(array -> array.stream().mapToInt(Integer::intValue).toArray())
                        .toList());
    }

    int depth() {
        return dims.length;
    }

    /**
     * The checks of the loops for an interrupt.
     *
     * @param axis the loop that checks
     * @param iterations of that loop between two checks
     */
    record Checks(int axis, int iterations) {}

    /** Returns where to check once in about {@code grain} elements, or null where there are not more of them than that. */
    @Nullable
    Checks checks(int grain) {
        long inner = 1;
        for (int axis = depth() - 1; axis >= 0; axis--) {
            if (inner * dims[axis] > grain) {
                return new Checks(axis, (int) Math.max(1, grain / inner));
            }
            inner *= dims[axis];
        }
        return null;
    }
}
