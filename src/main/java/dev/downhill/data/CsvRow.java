package dev.downhill.data;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.List;

/**
 * A row of a CSV text.
 *
 * @param columns those that are read; all that counts columns counts in these
 */
record CsvRow(CsvRecord record, List<CsvHeader.Chosen> columns) {
    /** Returns a field as it stands. */
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

    /** Returns a field with its place; the line is that of the file, also where fields before it have more than one. */
    Cell cell(int column) {
        long line = record.getStartingLineNumber();
        for (int field = 0; field < columns.get(column).index(); field++) {
            line += breaks(record.getField(field));
        }
        return new Cell(line, columns.get(column).name(), text(column));
    }

    private static long breaks(String field) {
        return field.isEmpty() ? 0 : field.chars().filter(c -> c == '\n').count() + returns(field);
    }

    /** Carriage returns that end a line alone. */
    private static long returns(String field) {
        long count = 0;
        for (int at = field.indexOf('\r'); at >= 0; at = field.indexOf('\r', at + 1)) {
            count += field.startsWith("\n", at + 1) ? 0 : 1;
        }
        return count;
    }
}
