package dev.downhill.training.specification;

import dev.downhill.data.Column;
import dev.downhill.data.Dataset;
import dev.downhill.engine.autograd.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The data of a specification, its columns inline. */
final class DataReader {
    private static final String DEFAULT_TARGET = "y";

    private final Limits limits;

    DataReader(Limits limits) {
        this.limits = limits;
    }

    /** Returns the data, or null after saying what is wrong. */
    @Nullable
    Dataset read(Fields fields, Iterable<String> names) {
        JsonNode targetNode = fields.optional("target");
        String target = DEFAULT_TARGET;
        if (targetNode != null && !targetNode.isString()) {
            fields.refuse("target", "type", "'target' is the name of a column, not " + Fields.kindOf(targetNode));
            return null;
        } else if (targetNode != null) {
            target = targetNode.stringValue();
        }
        List<Column> columns = columns(fields, names);
        fields.filled().put("target", target);
        return columns == null ? null : dataset(fields, columns, target);
    }

    private @Nullable List<Column> columns(Fields fields, Iterable<String> names) {
        var numbers = new Numbers(fields.faults());
        List<Column> columns = new ArrayList<>();
        boolean complete = true;
        for (String name : names) {
            if (name.equals("target")) {
                continue;
            }
            JsonNode value = fields.optional(name);
            if (value == null || !value.isArray()) {
                fields.refuse(
                        name,
                        "type",
                        "a data column is an array, not " + (value == null ? "null" : Fields.kindOf(value)));
                complete = false;
                continue;
            }
            NDArray array = numbers.array(value, "column '" + name + "'", fields.pointer(name), limits.values());
            if (array != null && array.shape().rank() > 2) {
                fields.refuse(name, "shape", "a column is a vector of n or a matrix of n x d, not " + array.shape());
                array = null;
            }
            if (array == null) {
                complete = false;
                continue;
            }
            fields.fill(name, value);
            int width = array.shape().rank() == 2 ? array.shape().dim(1) : 0;
            columns.add(new Column(name, width, array.values()));
        }
        return complete ? columns : null;
    }

    private @Nullable Dataset dataset(Fields fields, List<Column> columns, String target) {
        Column found = columns.stream()
                .filter(column -> column.name().equals(target))
                .findFirst()
                .orElse(null);
        if (found == null) {
            fields.refuse(
                    target,
                    "required",
                    columns.isEmpty() ? "there is no data" : "there is no target column '" + target + "'");
            return null;
        }
        List<Column> inputs = columns.stream()
                .filter(column -> !column.name().equals(target) || columns.size() == 1)
                .toList();
        boolean even = true;
        for (Column input : inputs) {
            if (input.rows() != found.rows()) {
                fields.refuse(
                        input.name(),
                        "length",
                        "column '" + input.name() + "' has " + input.rows() + " rows, the target '" + target + "' has "
                                + found.rows());
                even = false;
            }
        }
        if (found.rows() > limits.rows()) {
            fields.faults()
                    .add(
                            fields.pointer(),
                            "tooLarge",
                            "the data has " + found.rows() + " rows; at most " + limits.rows() + " are accepted");
            even = false;
        }
        return even ? new Dataset(inputs, found) : null;
    }
}
