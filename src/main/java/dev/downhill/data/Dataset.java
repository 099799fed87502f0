package dev.downhill.data;

import java.util.List;

/**
 * The rows that a model learns from.
 *
 * @param inputs the columns that a model may use, all of one length
 * @param target the column that it learns to predict; may be one of the inputs
 */
public record Dataset(List<Column> inputs, Column target) {
    public Dataset {
        inputs = List.copyOf(inputs);
    }

    public int rows() {
        return target.rows();
    }
}
