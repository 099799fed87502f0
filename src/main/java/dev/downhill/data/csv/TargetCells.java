package dev.downhill.data.csv;

import dev.downhill.data.Cell;
import dev.downhill.data.Column;
import dev.downhill.data.Dataset;
import dev.downhill.data.Origin;
import dev.downhill.data.ReadingAllowance;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The column to predict: numbers, or words that name classes.
 *
 * <p>It has words where more of its cells are words than are meant as numbers. Else a word among the numbers is a fault.
 */
final class TargetCells implements CsvColumn {
    private final CsvNumbers format;
    private final boolean fills;
    private final CellFaults notNumbers;
    private final CellFaults notWords;
    private final DoubleStream.Builder numbers = DoubleStream.builder();
    private final IntStream.Builder lines = IntStream.builder();
    private final Words words;
    private @Nullable Cell firstWord;
    private @Nullable Cell firstMissing;
    private long quantities;
    private long names;

    /**
     * @param missing what becomes of a missing number
     * @param allowance the bytes that the words may take
     */
    TargetCells(CsvNumbers format, MissingValues missing, ReadingAllowance allowance) {
        this.words = new Words(allowance);
        this.format = format;
        this.fills = missing == MissingValues.MEAN;
        this.notNumbers = new CellFaults(format.separator());
        this.notWords = new CellFaults(format.separator());
    }

    @Override
    public void add(CsvRow row, int column) {
        double number = format.read(row, column);
        numbers.add(number);
        words.add(row.text(column));
        lines.add(Math.toIntExact(row.line(column)));
        if (!Double.isNaN(number)) {
            quantities++;
        } else if (row.isMissing(column)) {
            missing(row, column);
        } else {
            notNumbers.notANumber(row, column);
            if (CsvField.isMeantAsNumber(row.text(column))) {
                quantities++;
            } else {
                names++;
                firstWord = firstWord == null ? row.cell(column) : firstWord;
            }
        }
    }

    private void missing(CsvRow row, int column) {
        firstMissing = firstMissing == null ? row.cell(column) : firstMissing;
        notWords.noWord(row, column);
        if (!fills) {
            notNumbers.notANumber(row, column);
        }
    }

    /** A number, its line and the number of its word, each in a buffer and in an array. */
    @Override
    public long bytesOfARow() {
        return 2L * (Double.BYTES + Integer.BYTES) + Words.BYTES_OF_A_ROW;
    }

    private boolean isClass() {
        return names > quantities;
    }

    @Override
    public void check(CellFaults all) {
        if (names == 0 && quantities == 0 && firstMissing != null) {
            all.noNumbers(firstMissing, 1);
        } else {
            all.addAll(isClass() ? notWords : notNumbers);
        }
    }

    /** Returns the rows. */
    Dataset dataset(List<Column> inputs, String name) {
        var origin = new Origin("line", lines.build().toArray(), isClass() ? firstWord : null);
        double[] values = isClass()
                ? Arrays.stream(words.places()).asDoubleStream().toArray()
                : numbers.build().toArray();
        return new Dataset(
                inputs, Column.ofNumbers(name, values), isClass() ? words.sorted() : List.of(), null, origin);
    }
}
