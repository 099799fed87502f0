package dev.downhill.jobs.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.downhill.data.Column;
import dev.downhill.data.Dataset;
import dev.downhill.data.Partition;
import dev.downhill.data.Standardization;
import dev.downhill.training.record.Nested;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The data of a job as its model sees them: drawn, split and standardized.
 *
 * @param inputs the names of the columns that the model may use
 * @param target the name of the column to predict
 * @param classes the names of the classes that the target numbers from 0; empty for a quantity
 * @param test the test rows; null if there are none
 * @param standardization how the inputs were brought to mean 0 and deviation 1, by column; absent where they were not
 */
record JobDataView(
        List<String> inputs,
        String target,
        List<String> classes,
        DataRows training,
        @Nullable DataRows test,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Scale> standardization) {

    /**
     * Some rows, the first ones.
     *
     * @param count how many there are in all
     * @param columns an entry for each row: a number, or a list of them; views of the data
     */
    record DataRows(int count, Map<String, Object> columns) {}

    /**
     * The mean and deviation of a column: the mean is subtracted from each number, and the difference divided by the
     * deviation.
     *
     * @param mean a number, or one for each element of a vector
     * @param deviation as many
     */
    record Scale(List<Double> mean, List<Double> deviation) {}

    static JobDataView of(Partition data, int limit) {
        Dataset training = data.training();
        Dataset test = data.test();
        return new JobDataView(
                training.inputs().stream().map(Column::name).toList(),
                training.target().name(),
                training.classes(),
                rows(training, limit),
                test == null ? null : rows(test, limit),
                data.standardization() == null ? null : scales(training, data.standardization()));
    }

    private static Map<String, Scale> scales(Dataset data, Standardization standardization) {
        Map<String, Scale> scales = new LinkedHashMap<>();
        for (int i = 0; i < data.inputs().size(); i++) {
            scales.put(
                    data.inputs().get(i).name(),
                    new Scale(
                            numbers(standardization.means().get(i)),
                            numbers(standardization.deviations().get(i))));
        }
        return scales;
    }

    private static List<Double> numbers(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static DataRows rows(Dataset data, int limit) {
        List<Column> all = new ArrayList<>(data.inputs());
        all.add(data.target());
        Map<String, Object> columns = new LinkedHashMap<>();
        int shown = Math.min(limit, data.rows());
        all.forEach(column -> columns.put(column.name(), Nested.of(column.values(), column.dims(shown))));
        return new DataRows(data.rows(), columns);
    }
}
