package dev.downhill.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a model learns from.
 *
 * @param inputs the columns that a model may use, all of one length
 * @param target the column that it learns to predict; may be one of the inputs
 * @param classes the names of the classes that the target numbers from 0; empty where the target is a quantity
 * @param vocabulary the characters, where the rows are pieces of a text
 */
public record Dataset(
        List<Column> inputs,
        Column target,
        List<String> classes,
        @Nullable Vocabulary vocabulary) {
    public Dataset {
        inputs = List.copyOf(inputs);
        classes = List.copyOf(classes);
    }

    /** Returns rows whose target is a quantity. */
    public static Dataset ofQuantity(List<Column> inputs, Column target) {
        return new Dataset(inputs, target, List.of(), null);
    }

    /** Returns rows whose target is a class. */
    public static Dataset ofClasses(List<Column> inputs, Column target, List<String> classes) {
        return new Dataset(inputs, target, classes, null);
    }

    public int rows() {
        return target.rows();
    }

    /** Returns how many numbers all columns hold. */
    public long numbers() {
        long numbers = target.values().length;
        for (Column input : inputs) {
            numbers += input == target ? 0 : input.values().length;
        }
        return numbers;
    }

    /** Returns the rows of the given numbers, in that order. */
    public Dataset select(int[] rows) {
        return new Dataset(
                inputs.stream().map(input -> input.select(rows)).toList(), target.select(rows), classes, vocabulary);
    }

    /** Returns all inputs side by side as one column of vectors. */
    public Column features() {
        if (inputs.size() == 1 && inputs.getFirst().width() > 0) {
            return inputs.getFirst();
        }
        int width = inputs.stream().mapToInt(Column::stride).sum();
        double[] values = new double[rows() * width];
        int offset = 0;
        for (Column input : inputs) {
            int stride = input.stride();
            for (int row = 0; row < rows(); row++) {
                System.arraycopy(input.values(), row * stride, values, row * width + offset, stride);
            }
            offset += stride;
        }
        return new Column("x", width, values);
    }
}
