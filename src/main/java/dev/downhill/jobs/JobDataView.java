package dev.downhill.jobs;

import dev.downhill.data.Column;
import dev.downhill.data.Dataset;
import dev.downhill.data.Partition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The data of a job as its model sees it: drawn, split and standardized.
 *
 * @param inputs the names of the columns that the model may use
 * @param target the name of the column that it learns to predict
 * @param classes the names of the classes that the target numbers from 0; empty where it is a quantity
 * @param test the rows held back; null where there are none
 */
record JobDataView(
        List<String> inputs,
        String target,
        List<String> classes,
        Rows training,
        @Nullable Rows test) {

    /**
     * Some rows, the first ones.
     *
     * @param count how many there are in all
     * @param columns an entry for each row: a number, or a list of them
     */
    record Rows(int count, Map<String, List<?>> columns) {}

    static JobDataView of(Partition data, int limit) {
        Dataset training = data.training();
        Dataset test = data.test();
        return new JobDataView(
                training.inputs().stream().map(Column::name).toList(),
                training.target().name(),
                training.classes(),
                rows(training, limit),
                test == null ? null : rows(test, limit));
    }

    private static Rows rows(Dataset data, int limit) {
        List<Column> all = new ArrayList<>(data.inputs());
        all.add(data.target());
        Map<String, List<?>> columns = new LinkedHashMap<>();
        int shown = Math.min(limit, data.rows());
        all.forEach(column -> columns.put(column.name(), entries(column, shown)));
        return new Rows(data.rows(), columns);
    }

    private static List<?> entries(Column column, int rows) {
        double[] values = column.values();
        if (column.width() == 0) {
            return Arrays.stream(values, 0, rows).boxed().toList();
        }
        int width = column.width();
        return IntStream.range(0, rows)
                .mapToObj(row -> Arrays.stream(values, row * width, (row + 1) * width)
                        .boxed()
                        .toList())
                .toList();
    }
}
