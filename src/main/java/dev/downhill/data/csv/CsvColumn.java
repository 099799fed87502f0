package dev.downhill.data.csv;

/** The cells of a column of a CSV text, read row by row. */
sealed interface CsvColumn permits NumberCells, OneHotCells, TargetCells {
    /** Reads the cell of a row. */
    void add(CsvRow row, int column);

    /** Returns the bytes of a cell while the column grows and while its numbers are copied to an array. */
    long bytesOfARow();

    /** Reports, after the last row, the cells that cannot be read. */
    void check(CellFaults faults);
}
