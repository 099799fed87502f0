package dev.downhill.data.csv;

import dev.downhill.data.Column;
import dev.downhill.data.DataException;
import dev.downhill.data.Dataset;
import dev.downhill.data.ReadingAllowance;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Rows of a CSV text as columns of numbers; only the target may be names of classes.
 *
 * @param dataset the rows; NaN where a number is missing and is to be filled in
 * @param options how they were read, with nothing left to be recognized
 */
public record CsvTable(Dataset dataset, CsvOptions options) {
    private static final int BYTES_OF_A_COLUMN = 512;

    /**
     * Returns the rows of a text; a target of words becomes classes, numbered in alphabetical order.
     *
     * @param allowance the bytes that the columns may take while they are read
     * @throws DataException if it cannot be read, has no such columns, or a cell is neither a number nor a word where one is
     *     needed; the message names the line
     */
    public static CsvTable read(
            Reader csv, String target, CsvOptions options, CsvBounds bounds, ReadingAllowance allowance) {
        var rows = new CsvRows(csv, options, target, bounds);
        return new CsvTable(new Reading(rows, target, bounds, allowance).dataset(), rows.options());
    }

    /** Returns the rows of a text in which nothing is left out, as {@link #read} does. */
    public static Dataset dataset(Reader csv, String target, CsvBounds bounds, ReadingAllowance allowance) {
        return read(csv, target, CsvOptions.DEFAULT, bounds, allowance).dataset();
    }

    /** The columns as they grow row by row. */
    private static final class Reading {
        private final CsvRows rows;
        private final CsvOptions options;
        private final CsvBounds bounds;
        private final ReadingAllowance allowance;
        private final List<CsvHeader.Chosen> header;
        private final TargetCells targetCells;
        private final List<CsvColumn> cells = new ArrayList<>();
        private final String target;
        private int kept;

        Reading(CsvRows rows, String target, CsvBounds bounds, ReadingAllowance allowance) {
            this.rows = rows;
            this.options = rows.options();
            this.bounds = bounds;
            this.allowance = allowance;
            this.header = rows.columns();
            this.target = target;
            allowance.take((long) BYTES_OF_A_COLUMN * header.size());
            var format = new CsvNumbers(rows.separator());
            this.targetCells = new TargetCells(format, options.missing(), allowance);
            for (CsvHeader.Chosen column : header) {
                cells.add(cells(column, format));
            }
        }

        private CsvColumn cells(CsvHeader.Chosen column, CsvNumbers format) {
            if (column.name().equals(target)) {
                return targetCells;
            }
            return column.isWords()
                    ? new OneHotCells(column.name(), bounds, format.separator(), allowance)
                    : new NumberCells(format, options.missing());
        }

        Dataset dataset() {
            long bytesOfARow = cells.stream().mapToLong(CsvColumn::bytesOfARow).sum();
            for (CsvRow row = rows.next(); row != null; row = rows.next()) {
                if (options.missing() != MissingValues.DROP || !isIncomplete(row)) {
                    allowance.take(bytesOfARow);
                    for (int c = 0; c < cells.size(); c++) {
                        cells.get(c).add(row, c);
                    }
                    kept++;
                }
            }
            if (kept == 0) {
                throw new DataException("missing", "every row has a missing value, so `drop` leaves none");
            }
            var faults = new CellFaults(rows.separator());
            cells.forEach(column -> column.check(faults));
            faults.throwIfAny();
            return targetCells.dataset(inputs(), target);
        }

        private boolean isIncomplete(CsvRow row) {
            return IntStream.range(0, cells.size()).anyMatch(row::isMissing);
        }

        private List<Column> inputs() {
            refuseWide();
            List<Column> inputs = new ArrayList<>();
            for (int c = 0; c < cells.size(); c++) {
                switch (cells.get(c)) {
                    case NumberCells numbers ->
                        inputs.add(Column.ofNumbers(header.get(c).name(), numbers.numbers()));
                    case OneHotCells words -> inputs.addAll(words.columns());
                    case TargetCells unused -> {}
                }
            }
            Set<String> names = new HashSet<>(Set.of(target));
            for (Column input : inputs) {
                if (!names.add(input.name())) {
                    throw new DataException("oneHot", "there would be two columns '" + input.name() + "'");
                }
            }
            return inputs;
        }

        private void refuseWide() {
            long width = 0;
            for (CsvColumn column : cells) {
                width += column instanceof OneHotCells words ? words.width() : 1;
            }
            if (width > bounds.columns() || width * kept > bounds.values()) {
                throw new DataException(
                        "oneHot",
                        "there would be " + width + " columns of " + kept + " rows; at most " + bounds.columns()
                                + " columns and " + bounds.values() + " numbers are accepted");
            }
        }
    }
}
