package dev.downhill.data.csv;

import dev.downhill.data.Cell;
import dev.downhill.data.DataException;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one CSV text. With {@code ;} as the separator they may have decimal commas, but then none has a
 * decimal point: in such a text 1.234 may as well be a thousand.
 */
final class CsvNumbers {
    private final char separator;
    private @Nullable Cell point;
    private @Nullable Cell comma;

    CsvNumbers(char separator) {
        this.separator = separator;
    }

    char separator() {
        return separator;
    }

    /**
     * Returns the number in a cell, or NaN where there is none.
     *
     * @throws DataException if it has a point and another a comma
     */
    double read(CsvRow row, int column) {
        String text = row.text(column);
        double number = CsvField.number(text, separator);
        if (separator == ';' && !Double.isNaN(number)) {
            if (comma == null && text.indexOf(',') >= 0) {
                comma = row.cell(column);
            }
            if (point == null && text.indexOf('.') >= 0) {
                point = row.cell(column);
            }
            if (comma != null && point != null) {
                throw new DataException(comma.shown() + " has a decimal comma, but " + point.shown()
                        + " a decimal point; a text has either");
            }
        }
        return number;
    }
}
