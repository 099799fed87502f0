package dev.downhill.data;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What is in a CSV text.
 *
 * @param rows how many there are below the header
 * @param preview the first rows, as they stand; long fields cut off
 */
public record CsvSummary(List<NamedType> columns, int rows, List<List<String>> preview) {
    private static final int PREVIEW = 5;

    /** A column. */
    public record NamedType(String name, Type type) {}

    /** What all fields of a column are. */
    public enum Type {
        NUMBER,
        TEXT;

        /** Returns the word that stands in JSON. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws DataException if the text cannot be read; the message names the line */
    public static CsvSummary of(Reader csv, CsvBounds bounds) {
        var rows = new CsvRows(csv, bounds);
        List<String> names = rows.header();
        Type[] types = new Type[names.size()];
        Arrays.fill(types, Type.NUMBER);
        List<List<String>> preview = new ArrayList<>();
        for (CsvRecord row = rows.next(); row != null; row = rows.next()) {
            if (preview.size() < PREVIEW) {
                preview.add(row.getFields().stream().map(CsvField::shown).toList());
            }
            for (int c = 0; c < types.length; c++) {
                if (types[c] == Type.NUMBER && !CsvField.isNumber(row.getField(c))) {
                    types[c] = Type.TEXT;
                }
            }
        }
        return new CsvSummary(
                IntStream.range(0, types.length)
                        .mapToObj(c -> new NamedType(names.get(c), types[c]))
                        .toList(),
                rows.count(),
                List.copyOf(preview));
    }
}
