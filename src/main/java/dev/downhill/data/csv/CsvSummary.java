package dev.downhill.data.csv;

import dev.downhill.data.Cell;
import dev.downhill.data.DataException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The contents of the columns of a CSV text that are read.
 *
 * @param rows how many there are below the header
 * @param preview the first rows, as they stand; long fields cut off
 * @param options how the text is read, with nothing left to be recognized
 */
public record CsvSummary(List<NamedType> columns, int rows, List<List<String>> preview, CsvOptions options) {
    private static final int PREVIEW = 5;

    /**
     * A column.
     *
     * @param missing how many of its cells have no value
     */
    public record NamedType(String name, Type type, int missing) {}

    /** The type of all cells of a column that have a value. */
    public enum Type {
        NUMBER,
        TEXT;

        /** Returns the word that stands in JSON. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads a text to its end.
     *
     * @throws DataException if it cannot be read; the message names the line
     */
    public static CsvSummary of(Reader csv, CsvOptions options, CsvBounds bounds) {
        var rows = new CsvRows(csv, options, null, bounds);
        List<Tally> tallies = rows.columns().stream().map(column -> new Tally()).toList();
        List<List<String>> preview = new ArrayList<>();
        for (CsvRow row = rows.next(); row != null; row = rows.next()) {
            if (preview.size() < PREVIEW) {
                preview.add(IntStream.range(0, tallies.size())
                        .mapToObj(row::raw)
                        .map(Cell::beginning)
                        .toList());
            }
            for (int c = 0; c < tallies.size(); c++) {
                tallies.get(c).add(row.text(c), rows.separator());
            }
        }
        return new CsvSummary(
                IntStream.range(0, tallies.size())
                        .mapToObj(
                                c -> tallies.get(c).column(rows.columns().get(c).name()))
                        .toList(),
                rows.count(),
                List.copyOf(preview),
                rows.options());
    }

    /** The counts of the kinds of cells in one column. */
    private static final class Tally {
        private boolean number;
        private boolean word;
        private int missing;

        void add(String field, char separator) {
            if (CsvField.isMissing(field)) {
                missing++;
            } else if (!word) {
                word = Double.isNaN(CsvField.number(field, separator));
                number |= !word;
            }
        }

        NamedType column(String name) {
            return new NamedType(name, number && !word ? Type.NUMBER : Type.TEXT, missing);
        }
    }
}
