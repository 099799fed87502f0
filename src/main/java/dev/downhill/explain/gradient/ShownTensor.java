package dev.downhill.explain.gradient;

import dev.downhill.training.record.Summary;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tensor as JSON shows it: nested as its dimensions are, with null for what is not finite. */
final class ShownTensor {
    /** A larger tensor of a graph is summarised, as in trajectories. */
    private static final int WHOLE_UP_TO = 64;

    private ShownTensor() {}

    /** Returns every element. */
    static @Nullable Object whole(double[] elements, int[] dims) {
        return nested(elements, dims, 0, 0, elements.length);
    }

    /** Returns every element, or a {@link Summary} of many; null where that is not finite. */
    static @Nullable Object shortened(double[] elements, int[] dims) {
        if (elements.length <= WHOLE_UP_TO) {
            return whole(elements, dims);
        }
        Summary summary = Summary.of(elements);
        return Double.isFinite(summary.norm()) && Double.isFinite(summary.std()) ? summary : null;
    }

    private static @Nullable Object nested(double[] elements, int[] dims, int axis, int from, int to) {
        if (axis == dims.length) {
            return Double.isFinite(elements[from]) ? elements[from] : null;
        }
        List<@Nullable Object> list = new ArrayList<>();
        int length = (to - from) / dims[axis];
        for (int start = from; start < to; start += length) {
            list.add(nested(elements, dims, axis + 1, start, start + length));
        }
        return list;
    }
}
