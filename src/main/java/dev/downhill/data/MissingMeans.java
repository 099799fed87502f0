package dev.downhill.data;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The replacements for the missing numbers of each column: the mean of the others.
 *
 * @param means by the name of the column
 */
record MissingMeans(Map<String, Double> means) {

    /**
     * Returns the means of some rows.
     *
     * @throws DataException if a column has no number
     */
    static MissingMeans of(Dataset rows) {
        Map<String, Double> means = new LinkedHashMap<>();
        rows.inputs().forEach(column -> means.put(column.name(), mean(column)));
        means.put(rows.target().name(), mean(rows.target()));
        return new MissingMeans(means);
    }

    private static double mean(Column column) {
        double mean = Arrays.stream(column.values())
                .filter(number -> !Double.isNaN(number))
                .average()
                .orElseThrow(() -> new DataException(
                        "missing", "column '" + column.name() + "' has no number in the training rows"));
        if (Double.isInfinite(mean)) {
            throw new DataException(
                    "missing", "the numbers of column '" + column.name() + "' are too large for a mean");
        }
        return mean;
    }

    Dataset fill(Dataset rows) {
        List<Column> inputs = rows.inputs().stream().map(this::fill).toList();
        return rows.with(inputs, fill(rows.target()));
    }

    private Column fill(Column column) {
        double mean = means.getOrDefault(column.name(), Double.NaN);
        double[] filled = Arrays.stream(column.values())
                .map(number -> Double.isNaN(number) ? mean : number)
                .toArray();
        return new Column(column.name(), column.width(), filled);
    }
}
