package dev.downhill.explain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.data.Dataset;
import dev.downhill.training.record.Track;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whether a run over-fits, known from the test loss after each of its steps in plain loops. */
class OverFittingFindingsTest {
    private static final JsonNode NO_PARAMETERS = new JsonMapper().readTree("{\"parameters\": \"none\"}");

    private static final JsonNode GO_BACK =
            new JsonMapper().readTree("{\"monitor\": \"testLoss\", \"patience\": 990, \"restoreBest\": true}");

    private static String plane(SplittableRandom random, int rows, int inputs, double signal, String more) {
        var x = new StringBuilder();
        var y = new StringBuilder();
        double[] truth = random.doubles(inputs, -1, 1).toArray();
        for (int i = 0; i < rows; i++) {
            double[] row = new double[inputs];
            Arrays.setAll(row, j -> random.nextGaussian());
            x.append(i == 0 ? "" : ", ").append(Arrays.toString(row));
            y.append(i == 0 ? "" : ", ").append(signal * Regression.dot(row, truth) + random.nextGaussian());
        }
        return """
                {"model": {"layers": [{"type": "linear", "units": 1}]}, "data": {"x": [%s], "y": [%s], "testFraction": 0.5},
                 "seed": %d, %s, "record": {"parameters": "all", "every": 1}}""".formatted(x, y, random.nextInt(1_000_000), more);
    }

    /** The mean square over some rows after each step. */
    private static double[] losses(Run run, Dataset rows) {
        Track weight = Objects.requireNonNull(run.trajectory().parameter("0.weight"));
        Track bias = Objects.requireNonNull(run.trajectory().parameter("0.bias"));
        double[] x = rows.features().values();
        double[] losses = new double[run.points()];
        for (int point = 0; point < losses.length; point++) {
            for (int i = 0; i < rows.rows(); i++) {
                double error = bias.value(point, 0) - rows.target().values()[i];
                for (int j = 0; j < weight.width(); j++) {
                    error += weight.value(point, j) * x[i * weight.width() + j];
                }
                losses[point] += error * error / rows.rows();
            }
        }
        return losses;
    }

    private static double least(double[] numbers) {
        return Arrays.stream(numbers).min().orElseThrow();
    }

    @Test
    void testLossNearItsMinimumIsNoOverFitting() {
        assertThat(Findings.wrong("overFitting", false, 13, random -> {
                    String batches = Findings.batches(random, 20);
                    Run run = Ran.of(plane(
                            random,
                            40 + random.nextInt(80),
                            1 + random.nextInt(4),
                            random.nextInt(4),
                            Findings.optimizer("sgd", Findings.between(random, 0.002, 0.03), "") + batches
                                    + ", \"steps\": " + (50 + random.nextInt(300))));
                    double[] test =
                            losses(run, Objects.requireNonNull(run.job().data().test()));
                    boolean near = test[test.length - 1] <= 1.1 * least(test);
                    return !near ? null : random.nextBoolean() ? run : withoutParameters(run);
                }))
                .isEmpty();
    }

    /** The same run, of which only the losses are recorded. */
    private static Run withoutParameters(Run run) {
        return Ran.of(run.job().text().json().set("record", NO_PARAMETERS));
    }

    /** Half as many rows as would settle all weights, so that a run comes to know the noise of each. */
    private static @Nullable Run learnsByHeart(SplittableRandom random) {
        int inputs = 8 + random.nextInt(6);
        String batches = Findings.pick(random, "", ", \"batchSize\": 4");
        Run run = Ran.of(plane(
                random,
                2 * inputs + 2 * random.nextInt(2),
                inputs,
                0.3,
                Findings.optimizer("sgd", 0.03, "") + batches + ", \"steps\": 1000"));
        double[] test = losses(run, Objects.requireNonNull(run.job().data().test()));
        double[] training = losses(run, run.job().data().training());
        double[] end = Arrays.copyOfRange(test, test.length * 4 / 5, test.length);
        int lowest = 0;
        for (int i = 0; i < test.length; i++) {
            lowest = test[i] < test[lowest] ? i : lowest;
        }
        boolean fits =
                least(end) > 1.5 * least(test) && lowest > 10 && training[training.length - 1] < 0.6 * training[lowest];
        return fits ? run : null;
    }

    @Test
    void learningNoiseByHeartIsOverFitting() {
        assertThat(Findings.wrong("overFitting", true, 14, OverFittingFindingsTest::learnsByHeart))
                .isEmpty();
    }

    @Test
    void runThatWentBackToItsBestStateHasNotLearnedByHeart() {
        assertThat(Findings.wrong("overFitting", false, 14, random -> {
                    Run run = learnsByHeart(random);
                    return run == null ? null : Ran.of(run.job().text().json().set("stop", GO_BACK));
                }))
                .isEmpty();
    }

    @Test
    void batchLossesAloneSeldomHideOverFitting() {
        assertThat(Findings.wrong("overFitting", true, 14, random -> {
                    Run run = learnsByHeart(random);
                    return run == null ? null : withoutParameters(run);
                }))
                .hasSizeLessThanOrEqualTo(Findings.MUST / 10);
    }
}
