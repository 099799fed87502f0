package dev.downhill.specification.reading;

import dev.downhill.data.Column;
import dev.downhill.data.Dataset;
import dev.downhill.specification.fault.Faults;
import dev.downhill.specification.model.LayeredModel;
import java.util.Set;
import java.util.TreeSet;

/** Checks that the parameters of a model and the columns of its data have different names. */
final class NameClashes {
    private NameClashes() {}

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

    /** Refuses a column that goes into layers by the name that one of their parameters has. */
    static void check(LayeredModel model, Dataset data, Faults faults) {
        for (Column input : model.inputs(data)) {
            if (model.parameters().stream()
                    .anyMatch(parameter -> parameter.name().equals(input.name()))) {
                String message = "column '" + input.name() + "' has the name of a parameter of the model";
                faults.add("/data", "name", message);
            }
        }
    }
}
