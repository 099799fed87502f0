package dev.downhill.specification.model;

import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Shape;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A parameter of a model.
 *
 * @param name its name: that of the formula, or such as {@code 0.weight}
 * @param initial its value before step 1
 */
public record Parameter(String name, NDArray initial) {
    /** Nine digits are enough for any index. */
    private static final Pattern INDEX = Pattern.compile("\\[(\\d{1,9})]");

    /**
     * Returns the place of one of the elements, row-major; -1 if there is none with this label.
     *
     * @param label {@code w}, or an element such as {@code 0.weight[1][0]}
     */
    public int indexOf(String label) {
        if (!label.startsWith(name)) {
            return -1;
        }
        String end = label.substring(name.length());
        Shape shape = initial.shape();
        Matcher index = INDEX.matcher(end);
        int element = 0;
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (!index.lookingAt() || Integer.parseInt(index.group(1)) >= shape.dim(axis)) {
                return -1;
            }
            element = element * shape.dim(axis) + Integer.parseInt(index.group(1));
            index.region(index.end(), end.length());
        }
        return index.regionStart() == end.length() ? element : -1;
    }
}
