package dev.downhill.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.data.Dataset;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.run.RunMemory;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Rows that do not fit into memory at once. */
class RowsEvaluationTest {
    private static final String DIGITS = """
            {"model": {"layers": [{"type": "linear", "units": %s, "activation": "relu"}, {"type": "linear", "units": 10}]},
             "data": {"dataset": "digits"}, "loss": %s, "regularization": {"l2": 0.01},
             "optimizer": {"type": "sgd", "learningRate": 0.01}, "batchSize": 32, "steps": 1}""";

    private static JobSpecification job(int units, String loss) {
        return new SpecificationReader(Limits.DEFAULT)
                .read(new JsonMapper().readTree(DIGITS.formatted(Integer.toString(units), loss)));
    }

    private static Map<String, double[]> initial(JobSpecification job) {
        return job.model().parameters().stream()
                .collect(Collectors.toMap(
                        parameter -> parameter.name(),
                        parameter -> parameter.initial().values()));
    }

    @Test
    void blocksHaveTheLossAccuracyAndClassesOfAllRowsAtOnce() {
        JobSpecification job = job(8192, "\"crossEntropy\"");
        Dataset rows = job.data().training();
        assertThat(RowBlocks.of(job, rows.rows())).isLessThan(rows.rows());

        var blocks = new RowsEvaluation(job, rows, 1);
        var whole = new Evaluation(job, rows);
        Evaluation.Score inBlocks = blocks.of(initial(job));
        Evaluation.Score atOnce = whole.of(initial(job));

        assertThat(inBlocks.loss()).isCloseTo(atOnce.loss(), Percentage.withPercentage(1e-10));
        assertThat(inBlocks.accuracy()).isCloseTo(atOnce.accuracy(), Percentage.withPercentage(1e-10));
        assertThat(blocks.counts()).isEqualTo(whole.counts());
        assertThat(blocks.of(initial(job))).isEqualTo(inBlocks);
    }

    @Test
    void memoryOfAnEvaluationDoesNotGrowWithTheRows() {
        JobSpecification job = job(8192, "\"crossEntropy\"");

        assertThat(RunMemory.of(job, 0).evaluation()).isLessThan(280L << 20);
    }

    @Test
    void lossesThatAreNoMeansOfRowsAreEvaluatedAtOnce() {
        for (String loss : new String[] {
            "{\"type\": \"crossEntropy\", \"reduction\": \"sum\"}",
            "{\"type\": \"crossEntropy\", \"classWeights\": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]}"
        }) {
            assertThat(RowBlocks.of(job(8192, loss), 100_000)).as(loss).isEqualTo(100_000);
        }
    }

    @Test
    void smallModelsAreEvaluatedAtOnce() {
        assertThat(RowBlocks.of(job(64, "\"crossEntropy\""), 1797)).isEqualTo(1797);
    }
}
