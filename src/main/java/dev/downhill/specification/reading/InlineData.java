package dev.downhill.specification.reading;

import dev.downhill.data.Column;
import dev.downhill.data.Dataset;
import dev.downhill.data.ReadingAllowance;
import dev.downhill.data.csv.CsvBounds;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.specification.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Data whose columns stand in the specification. */
final class InlineData {
    private static final Set<String> SETTINGS = Set.of("target", "testFraction", "standardize");

    private final Limits limits;
    private final ReadingAllowance allowance;

    /** @param allowance the bytes that the columns may take */
    InlineData(Limits limits, ReadingAllowance allowance) {
        this.limits = limits;
        this.allowance = allowance;
    }

    /** Returns the data, or null after saying what is wrong. */
    @Nullable
    Dataset read(Fields fields, Iterable<String> names, String target) {
        List<Column> columns = columns(fields, names);
        fields.filled().put("target", target);
        return columns == null ? null : dataset(fields, columns, target);
    }

    private @Nullable List<Column> columns(Fields fields, Iterable<String> names) {
        List<Column> columns = new ArrayList<>();
        boolean complete = true;
        for (String name : names) {
            if (columns.size() == CsvBounds.COLUMNS) {
                fields.faults()
                        .add(fields.pointer(), "tooLarge", "the data has more than " + CsvBounds.COLUMNS + " columns");
                fields.acceptOthers();
                return null;
            }
            if (!SETTINGS.contains(name) && !FeaturesReader.isGiven(fields, name)) {
                Column column = column(fields, name);
                if (column == null) {
                    complete = false;
                } else {
                    columns.add(column);
                }
            }
        }
        return complete ? columns : null;
    }

    private @Nullable Column column(Fields fields, String name) {
        JsonNode value = fields.optional(name);
        if (value == null || !value.isArray()) {
            fields.refuse(
                    name,
                    "type",
                    "a data column must be an array, not " + (value == null ? "null" : Fields.kindOf(value)));
            return null;
        }
        NDArray array = new NumberReader(fields.faults(), allowance)
                .array(value, "column '" + name + "'", fields.pointer(name), limits.values());
        if (array == null) {
            return null;
        }
        if (array.shape().rank() > 2) {
            fields.refuse(name, "shape", "a column must be a vector of n or a matrix of n x d, not " + array.shape());
            return null;
        }
        fields.fill(name, value);
        return new Column(name, array.shape().rank() == 2 ? array.shape().dim(1) : 0, array.values());
    }

    private static @Nullable Dataset dataset(Fields fields, List<Column> columns, String target) {
        Column found = columns.stream()
                .filter(column -> column.name().equals(target))
                .findFirst()
                .orElse(null);
        if (found == null) {
            String what = columns.isEmpty() ? "there is no data" : "there is no target column '" + target + "'";
            fields.refuse(target, "required", what);
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
        return even ? Dataset.ofQuantity(inputs, found) : null;
    }
}
