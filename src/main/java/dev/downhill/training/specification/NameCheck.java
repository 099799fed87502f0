package dev.downhill.training.specification;

import dev.downhill.data.Column;
import dev.downhill.data.Dataset;
import java.util.Set;
import java.util.TreeSet;

/** Whether the parameters of a formula have other names than the columns of its data. */
final class NameCheck {
    private NameCheck() {}

    /**
     * Refuses every parameter with the name of a column: of one that the formula may use, because the name would stand for
     * both, and of the target, because whoever reads the formula would take it for that.
     *
     * @param parameters the fields of the model that name its parameters
     */
    static void check(Fields parameters, Iterable<String> names, Dataset data) {
        Set<String> inputs =
                new TreeSet<>(data.inputs().stream().map(Column::name).toList());
        String target = data.target().name();
        for (String name : names) {
            if (inputs.contains(name) || name.equals(target)) {
                String what = inputs.contains(name) ? "a data column" : "the target column";
                parameters.refuse(
                        name,
                        "name",
                        "'" + name + "' is the name of " + what + "; a parameter needs a name of its own");
            }
        }
    }
}
