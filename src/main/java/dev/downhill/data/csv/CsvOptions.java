package dev.downhill.data.csv;

import dev.downhill.data.DataException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options for reading a CSV text. A column is named by its name or, if none has that name, by its number from 1.
 *
 * @param header whether the first line has the names of the columns; if not, they are c1, c2, ... Null means true, but a
 *     first line that looks like data is then refused
 * @param separator the separator of the fields; null to detect it
 * @param columns the columns to read, in this order; the target may be omitted; empty for all columns
 * @param ignore the columns not to read
 * @param missing the treatment of rows with missing values
 * @param oneHot the columns of words that become one column of 0 and 1 for each word
 */
public record CsvOptions(
        @Nullable Boolean header,
        @Nullable Character separator,
        List<String> columns,
        List<String> ignore,
        MissingValues missing,
        List<String> oneHot) {
    /** A text with a header, all columns of numbers, no value missing. */
    public static final CsvOptions DEFAULT =
            new CsvOptions(null, null, List.of(), List.of(), MissingValues.REFUSE, List.of());

    /**
     * Checks the options against each other.
     *
     * @throws DataException if both {@code columns} and {@code ignore} say something
     */
    public CsvOptions {
        columns = List.copyOf(columns);
        ignore = List.copyOf(ignore);
        oneHot = List.copyOf(oneHot);
        if (!columns.isEmpty() && !ignore.isEmpty()) {
            throw new DataException("ignore", "give either 'columns' or 'ignore'");
        }
    }

    /** Returns whether the first line has the names of the columns. */
    public boolean hasHeader() {
        return header == null || header;
    }

    /** Returns the same options with nothing left to be recognized. */
    CsvOptions resolved(char found) {
        return new CsvOptions(hasHeader(), found, columns, ignore, missing, oneHot);
    }
}
