package dev.downhill.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.downhill.data.Column;
import dev.downhill.data.Dataset;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.record.Checkpoint;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PredictorTest {
    private static final int ROWS = 1300;

    private static JobSpecification job(String model) {
        String job = "{\"model\": " + model + ", \"data\": {\"generator\": \"spiral\", \"n\": 10}, \"steps\": 1}";
        return new SpecificationReader(Limits.DEFAULT).read(new JsonMapper().readTree(job));
    }

    private static final String NETWORK = """
            {"layers": [{"type": "linear", "units": 40, "activation": "tanh"}, {"type": "linear", "units": 2}]}""";

    private static Dataset rows(int count) {
        double[] x = new SplittableRandom(3).doubles(2L * count, -2, 2).toArray();
        return Dataset.ofClasses(List.of(new Column("x", 2, x)), Column.ofNumbers("y", new double[count]), List.of());
    }

    private static List<?> outputs(JobSpecification job, Dataset rows) {
        return (List<?>) Predictor.predict(job, Checkpoint.initial(job).parameters(), rows)
                .outputs();
    }

    @Test
    void blocksOfRowsGiveWhatEachRowGivesAlone() {
        JobSpecification job = job(NETWORK);
        Dataset rows = rows(ROWS);

        List<?> together = outputs(job, rows);

        assertThat(together).hasSize(ROWS);
        for (int row : new int[] {0, 511, 512, 1023, 1024, ROWS - 1}) {
            assertThat(together.get(row))
                    .isEqualTo(outputs(job, rows.select(new int[] {row})).getFirst());
        }
    }

    @Test
    void aFormulaOverAllRowsSeesAllOfThem() {
        JobSpecification job = job("{\"expression\": \"x - mean(x) + w * ones\", \"parameters\": {\"w\": 0.0}}"
                .replace(" * ones", " * x"));
        Dataset rows = rows(ROWS);

        List<?> together = outputs(job, rows);

        double sum = IntStream.range(0, ROWS)
                .mapToDouble(row -> (double) ((List<?>) together.get(row)).getFirst()
                        + (double) ((List<?>) together.get(row)).getLast())
                .sum();
        assertThat(sum).isCloseTo(0, org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void predictionsEndBetweenTwoBlocksWhenTheirTimeIsOver() {
        JobSpecification job = job(NETWORK);
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> outputs(job, rows(ROWS)));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
