package dev.downhill.training.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.downhill.data.Dataset;
import dev.downhill.engine.loss.Targets;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.RandomSpecifications;
import dev.downhill.specification.fault.InvalidSpecification;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.evaluation.Predictor;
import dev.downhill.training.replay.Replay;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Trainer;
import dev.downhill.training.run.TrainingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class MetricHistoryTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int SPECIFICATIONS = 80;

    private static final String CLASSES = """
            {"model": {"layers": [{"type": "linear", "units": 8}, {"type": "batchNorm"}, {"type": "activation", "activation": "tanh"},
                                  {"type": "dropout", "p": 0.3}, {"type": "linear", "units": 2}]},
             "data": {"generator": "spiral", "n": %s, "testFraction": 0.25}, "loss": "crossEntropy", "dtype": "%s",
             "optimizer": {"type": "adam", "learningRate": 0.01}, "batchSize": 20, "steps": %s, "seed": 3,
             "record": {"every": 5, "metrics": true}}""";

    private static JobSpecification read(String json) {
        return new SpecificationReader(Limits.DEFAULT).read(JSON.readTree(json));
    }

    private static Trainer trained(JobSpecification job) {
        var trainer = new Trainer(job);
        TrainingResult result = trainer.run(Interruption.NEVER);
        assertThat(result.steps()).isPositive();
        return trainer;
    }

    @Test
    void metricsAreThoseOfThePredictedOutputs() {
        int compared = 0;
        for (long seed = 0; seed < SPECIFICATIONS; seed++) {
            var json = (ObjectNode)
                    JSON.readTree(RandomSpecifications.recorded(RandomSpecifications.specification(seed), 40));
            ((ObjectNode) json.get("record")).put("metrics", true);
            JobSpecification job = read(json.toString());
            MetricHistory history = trained(job).trajectory().metrics();
            for (int entry = 0; entry < history.count(); entry += Math.max(1, history.count() / 3)) {
                compared += assertPredicted(job, history, entry, "seed " + seed);
            }
        }
        assertThat(compared).isGreaterThan(SPECIFICATIONS);
    }

    @ParameterizedTest
    @CsvSource({"60, float32, 50", "400, float32, 600", "400, float64, 600"})
    void metricsAreTakenInEvaluationMode(int rows, String dtype, int steps) {
        JobSpecification job = read(CLASSES.formatted(rows, dtype, steps));
        MetricHistory history = trained(job).trajectory().metrics();

        assertThat(history.metrics()).containsExactly(Metric.ACCURACY, Metric.TEST_LOSS, Metric.TEST_ACCURACY);
        assertThat(history.count()).isGreaterThan(5);
        for (int entry = 0; entry < history.count(); entry += 7) {
            assertThat(assertPredicted(job, history, entry, dtype)).isOne();
        }
    }

    /** Returns 1 where the metrics equal those that the outputs give, and 0 where an output is not finite. */
    private static int assertPredicted(JobSpecification job, MetricHistory history, int entry, String what) {
        var replay = new Replay(job, Checkpoint.initial(job));
        if (replay.advanceTo(history.step(entry), Interruption.NEVER) != null) {
            throw new AssertionError(what);
        }
        Checkpoint state = replay.checkpoint();
        for (int column = 0; column < history.metrics().size(); column++) {
            Metric metric = history.metrics().get(column);
            Dataset rows = metric == Metric.ACCURACY || metric == Metric.R2
                    ? job.data().training()
                    : Objects.requireNonNull(job.data().test());
            if (metric == Metric.TEST_LOSS) {
                continue;
            }
            List<Double> outputs = new ArrayList<>();
            try {
                flatten(Predictor.predict(job, state.parameters(), rows).outputs(), outputs);
            } catch (InvalidSpecification notFinite) {
                return 0;
            }
            double expected = metric == Metric.R2 || metric == Metric.TEST_R2
                    ? r2(outputs, rows)
                    : accuracy(job.loss().targets(), outputs, rows.target().values());
            double found = history.value(entry, column);
            if (Double.isFinite(expected) && !Double.isNaN(found)) {
                assertThat(found)
                        .as("%s: %s", what, metric)
                        .isCloseTo(expected, within(1e-9 * (1 + Math.abs(expected))));
            } else {
                assertThat(found).as("%s: %s", what, metric).isNaN();
            }
        }
        return 1;
    }

    private static void flatten(Object outputs, List<Double> into) {
        if (outputs instanceof List<?> list) {
            list.forEach(inner -> flatten(Objects.requireNonNull(inner), into));
        } else {
            into.add((Double) outputs);
        }
    }

    private static double accuracy(Targets targets, List<Double> outputs, double[] expected) {
        int width = outputs.size() / expected.length;
        double right = 0;
        for (int row = 0; row < expected.length; row++) {
            List<Double> own = outputs.subList(row * width, (row + 1) * width);
            double found = switch (targets) {
                case CLASSES -> own.indexOf(own.stream().max(Double::compare).orElseThrow());
                case PROBABILITY -> own.getFirst() >= 0.5 ? 1 : 0;
                case LOGIT -> own.getFirst() > 0 ? 1 : 0;
                case MARGIN -> own.getFirst() > 0 ? 1 : -1;
                case NUMBERS -> throw new AssertionError();
            };
            boolean soft = targets == Targets.PROBABILITY || targets == Targets.LOGIT;
            double wanted = soft
                    ? (expected[row] >= 0.5 ? 1 : 0)
                    : targets == Targets.MARGIN ? Math.signum(expected[row]) : expected[row];
            right += found == wanted ? 1 : 0;
        }
        return right / expected.length;
    }

    /** 1 - the mean squared error over the variance, the mean over the outputs. */
    private static double r2(List<Double> outputs, Dataset rows) {
        double[] expected = rows.target().values();
        int width = expected.length / rows.rows();
        double sum = 0;
        for (int column = 0; column < width; column++) {
            double total = 0;
            double squares = 0;
            double error = 0;
            for (int at = column; at < expected.length; at += width) {
                total += expected[at];
                squares += expected[at] * expected[at];
                error += Math.pow(outputs.get(at) - expected[at], 2);
            }
            int count = rows.rows();
            double variance = squares / count - total * total / count / count;
            sum += variance < 1e-12 * squares ? (error == 0 ? 1 : 0) : 1 - error / count / variance;
        }
        return rows.rows() < 2 ? Double.NaN : sum / width;
    }

    /** Known values of scikit-learn 1.8's r2_score([3, -0.5, 2, 7], [2.5, 0, 2, 8]), its own example. */
    @Test
    void r2IsThatOfScikitLearn() {
        MetricHistory history = trained(read("""
                        {"model": {"expression": "x + 0 * w", "parameters": {"w": 1.0}}, "data": {"x": [2.5, 0, 2, 8], "y": [3, -0.5, 2, 7]},
                         "steps": 2, "record": {"metrics": true}}""")).trajectory().metrics();

        assertThat(history.metrics()).containsExactly(Metric.R2);
        assertThat(history.value(0, 0)).isCloseTo(0.9486081370449679, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "7", "50"})
    void metricsStandAtRecordedPointsAndAtTheEnd(String every) {
        JobSpecification job =
                read(CLASSES.formatted("60", "float64", 333).replace("\"every\": 5", "\"every\": " + every));
        Trajectory trajectory = trained(job).trajectory();
        MetricHistory history = trajectory.metrics();

        assertThat(history.step(history.count() - 1)).isEqualTo(333);
        for (int entry = 0; entry < history.count(); entry++) {
            assertThat(trajectory.step(trajectory.firstFrom(history.step(entry))))
                    .isEqualTo(history.step(entry));
        }
    }

    /** A step is worth two passes over its rows; the metrics may take a tenth of that, and what any run may. */
    @ParameterizedTest
    @CsvSource({"27, 2000", "200, 2000", "2000, 100", "2000, 5"})
    void metricsCostATenthOfTheRun(int rows, int steps) {
        JobSpecification job = read(CLASSES.formatted(rows, "float32", steps));
        double trained = 2.0 * 20 * steps * job.scalars();

        MetricHistory history = trained(job).trajectory().metrics();

        double evaluated = (double) (history.count() - 1) * rows * job.scalars();
        assertThat(evaluated).isLessThanOrEqualTo(0.1 * trained + (1 << 18));
        assertThat(history.count()).isPositive();
    }

    @Test
    void runWithoutMetricsHasNone() {
        JobSpecification job = read(CLASSES.formatted(60, "float64", 40).replace(", \"metrics\": true", ""));

        assertThat(trained(job).trajectory().metrics().hasMoreThanTestLoss()).isFalse();
    }
}
