package dev.downhill.jobs.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.downhill.data.Column;
import dev.downhill.data.Dataset;
import dev.downhill.data.Features;
import dev.downhill.data.Origin;
import dev.downhill.data.Partition;
import dev.downhill.data.Standardization;
import dev.downhill.training.record.Nested;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The data of a job as its model sees them: drawn, split and standardized. With features, the inputs are as given, before
 * features and standardization.
 *
 * @param inputs the names of the columns that the model may use, and that predictions take
 * @param features the formulas of the features that take the place of the inputs; absent without features
 * @param target the name of the column to predict
 * @param classes the names of the classes that the target numbers from 0; empty for a quantity
 * @param test the test rows; null if there are none
 * @param standardization how the inputs, or the features, were brought to mean 0 and deviation 1, by column or formula;
 *     absent where they were not
 */
record JobDataView(
        List<String> inputs,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> features,
        String target,
        List<String> classes,
        DataRows training,
        @Nullable DataRows test,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Scale> standardization) {

    /**
     * Some rows, the first ones.
     *
     * @param count how many there are in all
     * @param rows the number of each row among all rows of the data, from 0; absent without test rows, and where rows are
     *     lines of a text
     * @param columns an entry for each row: a number, or a list of them; views of the data
     */
    record DataRows(
            int count,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<Integer> rows,

            Map<String, Object> columns) {}

    /**
     * The mean and deviation of a column: the mean is subtracted from each number, and the difference divided by the
     * deviation.
     *
     * @param mean a number, or one for each element of a vector
     * @param deviation as many
     */
    record Scale(List<Double> mean, List<Double> deviation) {}

    static JobDataView of(Partition data, int limit) {
        Features features = data.features();
        Dataset training = data.given();
        Dataset test = features == null ? data.test() : features.test();
        return new JobDataView(
                training.inputs().stream().map(Column::name).toList(),
                features == null ? null : features.rule().formulas(),
                training.target().name(),
                training.classes(),
                rows(training, limit),
                test == null ? null : rows(test, limit),
                data.standardization() == null ? null : scales(data.training(), data.standardization()));
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

    private static @Nullable List<Integer> numbers(@Nullable Origin origin, int rows) {
        return origin == null || rows == 0 || origin.row(0) == null
                ? null
                : IntStream.range(0, rows).mapToObj(origin::row).toList();
    }

    private static DataRows rows(Dataset data, int limit) {
        List<Column> all = new ArrayList<>(data.inputs());
        all.add(data.target());
        Map<String, Object> columns = new LinkedHashMap<>();
        int shown = Math.min(limit, data.rows());
        all.forEach(column -> columns.put(column.name(), Nested.of(column.values(), column.dims(shown))));
        return new DataRows(data.rows(), numbers(data.origin(), shown), columns);
    }
}
