package dev.downhill.data.csv;

import dev.downhill.data.Cell;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** A column of numbers; NaN where one is missing and is to be filled in. */
final class NumberCells implements CsvColumn {
    private final CsvNumbers format;
    private final boolean fills;
    private final CellFaults faults;
    private final DoubleStream.Builder numbers = DoubleStream.builder();
    private @Nullable Cell firstOther;
    private long read;
    private long others;

    /** @param missing what becomes of a missing number */
    NumberCells(CsvNumbers format, MissingValues missing) {
        this.format = format;
        this.fills = missing == MissingValues.MEAN;
        this.faults = new CellFaults(format.separator());
    }

    @Override
    public void add(CsvRow row, int column) {
        double number = format.read(row, column);
        numbers.add(number);
        if (!Double.isNaN(number)) {
            read++;
            return;
        }
        others++;
        firstOther = firstOther == null ? row.cell(column) : firstOther;
        if (!fills || !row.isMissing(column)) {
            faults.notANumber(row, column);
        }
    }

    @Override
    public long bytesOfARow() {
        return 2L * Double.BYTES;
    }

    @Override
    public void check(CellFaults all) {
        if (read == 0 && firstOther != null) {
            all.noNumbers(firstOther, others);
        } else {
            all.addAll(faults);
        }
    }

    double[] numbers() {
        return numbers.build().toArray();
    }
}
