package dev.downhill.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.data.Dataset;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.RandomSpecifications;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Trainer;
import dev.downhill.training.run.TrainingResult;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ConfusionTest {
    private static JobSpecification read(String json) {
        return new SpecificationReader(Limits.DEFAULT).read(new JsonMapper().readTree(json));
    }

    private static int sum(List<List<Integer>> matrix) {
        return matrix.stream().flatMap(List::stream).mapToInt(Integer::intValue).sum();
    }

    @Test
    void matrixCountsThePredictedClasses() {
        JobSpecification job = read("""
                {"model": {"layers": [{"type": "linear", "units": 3}]}, "data": {"dataset": "iris", "testFraction": 0.3},
                 "optimizer": {"type": "sgd", "learningRate": 0.05}, "steps": 60}""");
        TrainingResult result = new Trainer(job).run(Interruption.NEVER);
        Confusion confusion = Objects.requireNonNull(result.confusion());

        assertThat(confusion.classes())
                .isEqualTo(job.data().training().classes())
                .hasSize(3);
        assertCounts(job, result, confusion.training(), job.data().training());
        assertCounts(
                job,
                result,
                Objects.requireNonNull(confusion.test()),
                Objects.requireNonNull(job.data().test()));
    }

    private static void assertCounts(JobSpecification job, TrainingResult result, ClassCounts counts, Dataset rows) {
        List<String> names = job.data().training().classes();
        List<String> predicted = Objects.requireNonNull(
                Predictor.predict(job, result.checkpoint().parameters(), rows).classes());
        int[][] expected = new int[3][3];
        for (int row = 0; row < rows.rows(); row++) {
            expected[(int) rows.target().values()[row]][names.indexOf(predicted.get(row))]++;
        }
        for (int own = 0; own < 3; own++) {
            double having = 0;
            double found = 0;
            for (int other = 0; other < 3; other++) {
                assertThat(counts.matrix().get(own).get(other)).isEqualTo(expected[own][other]);
                having += expected[own][other];
                found += expected[other][own];
            }
            assertThat(counts.recall().get(own)).isEqualTo(having == 0 ? null : expected[own][own] / having);
            assertThat(counts.precision().get(own)).isEqualTo(found == 0 ? null : expected[own][own] / found);
        }
    }

    /** The rows on the diagonal are those that the accuracy counts. */
    @Test
    void diagonalIsTheAccuracy() {
        int compared = 0;
        for (long seed = 0; seed < 150; seed++) {
            JobSpecification job = read(RandomSpecifications.recorded(RandomSpecifications.specification(seed), 10));
            TrainingResult result = new Trainer(job).run(Interruption.NEVER);
            Confusion confusion = result.confusion();
            if (confusion != null) {
                List<List<Integer>> matrix = confusion.training().matrix();
                double right = 0;
                for (int i = 0; i < matrix.size(); i++) {
                    right += matrix.get(i).get(i);
                }
                assertThat(right / sum(matrix)).isEqualTo(result.metrics().get("accuracy"));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(20);
    }

    @Test
    void numbersHaveNoneAndManyClassesTooMany() {
        String many = """
                {"model": {"layers": [{"type": "linear", "units": 51}]}, "loss": "crossEntropy", "steps": 1,
                 "data": {"x": [1, 2, 3], "y": [0, 1, 50]}}""";
        assertThat(new Trainer(read(many)).run(Interruption.NEVER).confusion()).isNull();
        assertThat(new Trainer(read(many.replace("51", "50").replace("[0, 1, 50]", "[0, 1, 49]")))
                        .run(Interruption.NEVER)
                        .confusion())
                .isNotNull()
                .satisfies(confusion -> assertThat(confusion.classes()).hasSize(50));
        assertThat(new Trainer(read("""
                        {"model": {"layers": [{"type": "linear", "units": 1}]}, "steps": 1,
                         "data": {"x": [1, 2, 3], "y": [0, 1, 50]}}""")).run(Interruption.NEVER).confusion()).isNull();
    }
}
