package dev.downhill.data.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.downhill.data.Cell;
import java.util.List;

/**
 * A row of a CSV text.
 *
 * @param columns the columns that are read; column numbers refer to this list
 */
record CsvRow(CsvRecord record, List<CsvHeader.Chosen> columns) {
    /** Returns a field unchanged. */
    String raw(int column) {
        return record.getField(columns.get(column).index());
    }

    /** Returns a field without blanks around it. */
    String text(int column) {
        return raw(column).strip();
    }

    boolean isMissing(int column) {
        return CsvField.isMissing(text(column));
    }

    /** Returns a field with its place. */
    Cell cell(int column) {
        return new Cell(line(column), columns.get(column).name(), text(column));
    }

    /** Returns the line of the file on which a field begins, also where fields before it have line ends of their own. */
    long line(int column) {
        long line = record.getStartingLineNumber();
        for (int field = 0; field < columns.get(column).index(); field++) {
            line += lineEnds(record.getField(field));
        }
        return line;
    }

    /** Returns how many lines end in a field; a carriage return and a line feed after each other end one. */
    private static int lineEnds(String field) {
        int count = 0;
        for (int at = field.indexOf('\n'); at >= 0; at = field.indexOf('\n', at + 1)) {
            count++;
        }
        for (int at = field.indexOf('\r'); at >= 0; at = field.indexOf('\r', at + 1)) {
            count += field.startsWith("\n", at + 1) ? 0 : 1;
        }
        return count;
    }
}
