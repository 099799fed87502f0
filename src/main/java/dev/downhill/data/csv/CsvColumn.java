package dev.downhill.data.csv;

/** The cells of a column of a CSV text, read row by row. */
sealed interface CsvColumn permits NumberCells, OneHotCells, TargetCells {
    /** Reads the cell of a row. */
    void add(CsvRow row, int column);

    /** Returns how many bytes a cell takes while the column grows, and where the numbers become an array. */
    long bytesOfARow();

    /** Says, after the last row, which cells cannot be read. */
    void check(CellFaults faults);
}
