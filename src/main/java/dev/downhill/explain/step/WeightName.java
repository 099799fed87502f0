package dev.downhill.explain.step;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.specification.Forward;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One number of a parameter, such as {@code 0.weight[1][0]}.
 *
 * @param index its place in the parameter, row-major
 */
record WeightName(String parameter, int index) {
    private static final Pattern NAME = Pattern.compile("([^\\[\\]]+)((?:\\[\\d{1,9}])*)");
    private static final Pattern PLACE = Pattern.compile("\\d+");

    /** @throws RowFault if no trained parameter has that number */
    static WeightName of(String text, Forward forward, List<String> trained) {
        Matcher name = NAME.matcher(text.strip());
        if (!name.matches() || !trained.contains(name.group(1))) {
            throw RowFault.in("weight", "'" + text + "' is no trained parameter; these are " + trained);
        }
        Tensor parameter = forward.parameter(name.group(1));
        Shape shape = parameter.shape();
        int[] places = PLACE.matcher(name.group(2))
                .results()
                .mapToInt(place -> Integer.parseInt(place.group()))
                .toArray();
        if (places.length != shape.rank()) {
            throw RowFault.in("weight", "'" + text + "' names no single number: the parameter has shape " + shape);
        }
        int index = 0;
        for (int axis = 0; axis < places.length; axis++) {
            if (places[axis] >= shape.dim(axis)) {
                throw RowFault.in("weight", "'" + text + "' lies outside of the parameter's shape " + shape);
            }
            index += places[axis] * shape.strides()[axis];
        }
        return new WeightName(name.group(1), index);
    }
}
