package dev.downhill.data;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows of a CSV text as columns: all are numbers, only the target may be names of classes. */
public final class CsvTable {
    private final List<String> header;
    private final int target;
    private final List<DoubleStream.Builder> inputs = new ArrayList<>();
    private final Target targets = new Target();

    private CsvTable(List<String> header, int target) {
        this.header = header;
        this.target = target;
        header.forEach(name -> inputs.add(DoubleStream.builder()));
    }

    /**
     * Returns the rows of a text; a target that is not all numbers becomes classes, numbered in alphabetical order.
     *
     * @throws DataException if it cannot be read, has no such target, or another column is not all numbers; the message names
     *     the line
     */
    public static Dataset dataset(Reader csv, String target, CsvBounds bounds) {
        var rows = new CsvRows(csv, bounds);
        int index = rows.header().indexOf(target);
        if (index < 0) {
            throw new DataException(
                    "there is no column '" + target + "'; there are " + String.join(", ", rows.header()));
        }
        var table = new CsvTable(rows.header(), index);
        for (CsvRecord row = rows.next(); row != null; row = rows.next()) {
            table.add(row);
        }
        return table.dataset();
    }

    private void add(CsvRecord row) {
        for (int c = 0; c < header.size(); c++) {
            String field = row.getField(c);
            if (c == target) {
                targets.add(field.strip());
            } else if (CsvField.isNumber(field)) {
                inputs.get(c).add(Double.parseDouble(field.strip()));
            } else {
                throw new DataException("line " + row.getStartingLineNumber() + ", column '" + header.get(c) + "': '"
                        + CsvField.shown(field) + "' is not a number");
            }
        }
    }

    private Dataset dataset() {
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < header.size(); c++) {
            if (c != target) {
                columns.add(
                        Column.ofNumbers(header.get(c), inputs.get(c).build().toArray()));
            }
        }
        return targets.dataset(columns, header.get(target));
    }

    /** The column to predict: numbers as long as every field is one, and in any case names. */
    private static final class Target {
        private DoubleStream.@Nullable Builder numbers = DoubleStream.builder();
        private final Map<String, Integer> names = new LinkedHashMap<>();
        private final IntStream.Builder codes = IntStream.builder();

        void add(String field) {
            codes.add(names.computeIfAbsent(field, name -> names.size()));
            if (numbers != null && CsvField.isNumber(field)) {
                numbers.add(Double.parseDouble(field));
            } else {
                numbers = null;
            }
        }

        Dataset dataset(List<Column> inputs, String name) {
            if (numbers != null) {
                return Dataset.ofQuantity(
                        inputs, Column.ofNumbers(name, numbers.build().toArray()));
            }
            List<String> sorted = List.copyOf(new TreeSet<>(names.keySet()));
            int[] place = new int[sorted.size()];
            for (int i = 0; i < place.length; i++) {
                place[names.getOrDefault(sorted.get(i), 0)] = i;
            }
            double[] classes = codes.build().mapToDouble(code -> place[code]).toArray();
            return Dataset.ofClasses(inputs, Column.ofNumbers(name, classes), sorted);
        }
    }
}
