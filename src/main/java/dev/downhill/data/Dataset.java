package dev.downhill.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a model learns from.
 *
 * @param inputs the columns that a model may use, all of one length
 * @param target the column that it learns to predict; may be one of the inputs
 * @param classes the names of the classes that the target numbers from 0; empty if the target is a quantity
 * @param vocabulary the characters, if the rows are pieces of a text; otherwise null
 * @param origin the origin of the rows; null if they are all rows of the data, in order
 */
public record Dataset(
        List<Column> inputs,
        Column target,
        List<String> classes,
        @Nullable Vocabulary vocabulary,
        @Nullable Origin origin) {
    private static final String JOINED = "x";

    public Dataset {
        inputs = List.copyOf(inputs);
        classes = List.copyOf(classes);
    }

    /** Creates a data set of all rows of the data, in order. */
    public Dataset(List<Column> inputs, Column target, List<String> classes, @Nullable Vocabulary vocabulary) {
        this(inputs, target, classes, vocabulary, null);
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

    /** Returns the number of numbers in all columns; an input that is also the target counts once. */
    @SuppressWarnings("ReferenceEquality")
    public long numbers() {
        long numbers = target.values().length;
        for (Column input : inputs) {
            numbers += input.values() == target.values() ? 0 : input.values().length;
        }
        return numbers;
    }

    /** Returns the bytes that the numbers and the origin of their rows take. */
    public long bytes() {
        return numbers() * Double.BYTES + (origin == null ? 0 : (long) rows() * Integer.BYTES);
    }

    /** Returns whether a number is missing, that is, NaN. */
    public boolean isIncomplete() {
        return Stream.concat(inputs.stream(), Stream.of(target))
                .anyMatch(column -> Arrays.stream(column.values()).anyMatch(Double::isNaN));
    }

    /** Returns the rows with the given row numbers, in the given order. */
    public Dataset select(int[] rows) {
        return new Dataset(
                inputs.stream().map(input -> input.select(rows)).toList(),
                target.select(rows),
                classes,
                vocabulary,
                origin == null ? new Origin("row", rows, null) : origin.select(rows));
    }

    /** Returns the rows from one row number on, up to another one that is not among them. */
    public Dataset range(int from, int to) {
        return select(IntStream.range(from, to).toArray());
    }

    /** Returns the same columns without any row: their names and widths. */
    public Dataset withoutRows() {
        return select(new int[0]);
    }

    /** Returns the same rows with other numbers. */
    Dataset with(List<Column> otherInputs, Column otherTarget) {
        return new Dataset(otherInputs, otherTarget, classes, vocabulary, origin);
    }

    /** Returns the first cell of the target that is a word, if words of a CSV text name the classes; otherwise null. */
    public @Nullable Cell firstWord() {
        return origin == null ? null : origin.firstWord();
    }

    /** Returns the place of a row in the data: {@code line 3} of a CSV text, {@code row 3} of other data. */
    public String place(int row) {
        return origin == null ? "row " + row : origin.place(row);
    }

    /** Returns all inputs side by side as one column of vectors, whose name always differs from the target's. */
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
        return new Column(target.name().equals(JOINED) ? "inputs" : JOINED, width, values);
    }
}
