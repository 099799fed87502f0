package dev.downhill.data.csv;

import dev.downhill.data.Cell;
import dev.downhill.data.DataException;
import java.util.ArrayList;
import java.util.List;

/** The cells of a CSV text that cannot be read: how many, and the first few. */
final class CellFaults {
    private static final int SHOWN = 5;

    private final List<String> shown = new ArrayList<>();
    private final boolean decimalCommas;
    private long count;
    private boolean missing;
    private boolean commas;

    /** @param separator what separates the fields of the text */
    CellFaults(char separator) {
        this.decimalCommas = separator == ';';
    }

    /** Counts a cell that should be a number. */
    void notANumber(CsvRow row, int column) {
        add(row, column, CsvField.notANumber(row.text(column)));
    }

    /** Counts a cell that should be a word and is empty or stands for a missing value. */
    void noWord(CsvRow row, int column) {
        add(row, column, " is a missing value");
    }

    private void add(CsvRow row, int column, String what) {
        count++;
        missing |= row.isMissing(column);
        commas |= !decimalCommas && CsvField.hasCommas(row.text(column));
        if (shown.size() < SHOWN) {
            shown.add(row.cell(column).shown() + what);
        }
    }

    /** Counts a column in which no cell is a number; shows its first. */
    void noNumbers(Cell first, long cells) {
        count++;
        if (shown.size() < SHOWN) {
            shown.add(first.shown()
                    + CsvField.notANumber(first.text())
                    + (cells == 1
                            ? ""
                            : ", nor is any other cell of the column; `oneHot` makes a column of each word, `ignore` leaves"
                                    + " the column out"));
        }
    }

    /** Counts the faults of another part of the text. */
    void addAll(CellFaults other) {
        count += other.count;
        missing |= other.missing;
        commas |= other.commas;
        other.shown.stream().limit(SHOWN - shown.size()).forEach(shown::add);
    }

    /** @throws DataException with every cell that is shown, and what to do */
    void throwIfAny() {
        if (count == 0) {
            return;
        }
        long more = count - shown.size();
        throw new DataException(String.join("; ", shown)
                + (more == 0 ? "" : "; and " + more + " more " + (more == 1 ? "cell" : "cells"))
                + (missing
                        ? "; `missing: \"drop\"` leaves out rows with missing values, `missing: \"mean\"` fills in numbers"
                        : "")
                + (commas ? "; a comma within a number is read only where ';' separates the columns" : ""));
    }
}
