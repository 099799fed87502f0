package dev.downhill.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Rows of a CSV text (RFC 4180) with a header: every column is numbers, only the target may be names of classes. */
public final class CsvTable {
    private final List<String> header;
    private final List<CsvRecord> records;

    private CsvTable(List<String> header, List<CsvRecord> records) {
        this.header = header;
        this.records = records;
    }

    /**
     * Returns the table of a text.
     *
     * @throws DataException if it has no header or no rows, or a row is ragged; the message names the line
     */
    public static CsvTable parse(String csv, int maxRows) {
        List<CsvRecord> records = new ArrayList<>();
        List<String> header = List.of();
        try (var reader = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(csv)) {
            for (CsvRecord record : reader) {
                if (header.isEmpty()) {
                    header = record.getFields().stream().map(String::strip).toList();
                    continue;
                }
                if (record.getFieldCount() != header.size()) {
                    throw new DataException("line " + record.getStartingLineNumber() + " has " + record.getFieldCount()
                            + " fields, the header has " + header.size());
                }
                if (records.size() == maxRows) {
                    throw new DataException("there are more than " + maxRows + " rows");
                }
                records.add(record);
            }
        } catch (CsvParseException e) {
            throw new DataException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Set<String> names = new HashSet<>(header);
        if (records.isEmpty()) {
            throw new DataException("there is no row below the header");
        }
        if (names.size() < header.size() || names.contains("")) {
            throw new DataException("line 1: every column has a name of its own");
        }
        return new CsvTable(header, records);
    }

    public List<String> header() {
        return header;
    }

    public int rows() {
        return records.size();
    }

    /**
     * Returns the rows; a target that is not all numbers becomes classes, numbered in alphabetical order.
     *
     * @throws DataException if there is no such target, or another column is not all numbers
     */
    public Dataset dataset(String target) {
        int targetIndex = header.indexOf(target);
        if (targetIndex < 0) {
            throw new DataException("there is no column '" + target + "'; there are " + String.join(", ", header));
        }
        List<Column> inputs = new ArrayList<>();
        for (int c = 0; c < header.size(); c++) {
            if (c != targetIndex) {
                inputs.add(numbers(c));
            }
        }
        boolean classes = records.stream().anyMatch(record -> !isNumber(record.getField(targetIndex)));
        return classes ? withClasses(inputs, targetIndex) : Dataset.ofQuantity(inputs, numbers(targetIndex));
    }

    private Dataset withClasses(List<Column> inputs, int targetIndex) {
        Set<String> sorted = new TreeSet<>();
        records.forEach(record -> sorted.add(record.getField(targetIndex).strip()));
        List<String> names = List.copyOf(sorted);
        double[] classes = records.stream()
                .mapToDouble(
                        record -> names.indexOf(record.getField(targetIndex).strip()))
                .toArray();
        return Dataset.ofClasses(inputs, Column.ofNumbers(header.get(targetIndex), classes), names);
    }

    private Column numbers(int c) {
        double[] values = new double[records.size()];
        for (int i = 0; i < values.length; i++) {
            CsvRecord record = records.get(i);
            String field = record.getField(c);
            if (!isNumber(field)) {
                throw new DataException("line " + record.getStartingLineNumber() + ", column '" + header.get(c) + "': '"
                        + (field.length() > 40 ? field.substring(0, 40) + "..." : field) + "' is not a number");
            }
            values[i] = Double.parseDouble(field.strip());
        }
        return Column.ofNumbers(header.get(c), values);
    }

    private static boolean isNumber(String field) {
        try {
            return Double.isFinite(Double.parseDouble(field.strip()));
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
