package dev.downhill.explain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.run.Outcome;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whether a learning rate is too large or too small, known from eigenvalues and plain loops. */
class LearningRateFindingsTest {
    @Test
    void ordinaryRegressionsInBatchesOfOneHaveNoFinding() {
        var random = new SplittableRandom(80);
        for (int i = 0; i < 80 * Findings.TIMES; i++) {
            Regression regression = Regression.of(random, random.nextDouble());
            double most =
                    regression.curvatures().stream().mapToDouble(c -> c).max().orElseThrow();
            Run run = Ran.of(regression.json(Findings.optimizer("sgd", Findings.between(random, 0.05, 0.6) / most, "")
                    + ", \"batchSize\": 1, \"shuffle\": " + random.nextBoolean() + ", \"epochs\": 100"));

            assertThat(regression.loss(regression.last(run))).isLessThan(regression.loss(regression.start()));
            assertThat(Diagnosis.of(run)).as(run.job().json().toString()).isEmpty();
        }
    }

    @Test
    void rateIsNotTooLargeIfTheLossOverAllRowsFalls() {
        assertThat(Findings.wrong("learningRateTooLarge", false, 1, LearningRateFindingsTest::falls))
                .isEmpty();
    }

    /**
     * Gradient descent below the limits of all rows and of each; Adam; and what makes their losses look otherwise. From the bottom
     * a batch can only lift the loss, whatever the rate.
     */
    static @Nullable Run falls(SplittableRandom random) {
        Regression regression = Regression.of(random, random.nextInt(3) * 0.5);
        boolean atTheBottom = random.nextInt(8) == 0;
        if (atTheBottom) {
            regression = regression.from(regression.bottom());
        }
        String batches = Findings.batches(random, regression.rows());
        double curvature = batches.isEmpty()
                ? regression.curvature()
                : regression.curvatures().stream().mapToDouble(c -> c).max().orElseThrow();
        double rate = Findings.between(random, 0.02, 0.97) * (batches.isEmpty() ? 2 : 1) / curvature;
        String sum = "\"loss\": {\"type\": \"mse\", \"reduction\": \"sum\"}, ";
        String below = "\"loss\": {\"expression\": \"(yPred - y) ** 2 - 100\"}, ";
        boolean summed = random.nextInt(5) == 0;
        String loss = summed ? sum : Findings.pick(random, "", "", below);
        int divisor = !summed ? 1 : batches.isEmpty() ? regression.rows() : 1 + regression.rows() / 3;
        String more = Findings.pick(
                random,
                "",
                ", \"schedule\": {\"type\": \"exponential\", \"gamma\": 0.95}",
                ", \"schedule\": {\"type\": \"cosine\"}",
                ", \"stop\": {\"patience\": 20}",
                ", \"frozen\": [\"b\"]",
                ", \"dtype\": \"float32\"",
                ", \"gradientClipping\": {\"value\": 0.1}",
                ", \"record\": {\"every\": 7}");
        String optimizer = random.nextInt(4) == 0
                ? Findings.optimizer(Findings.pick(random, "adam", "rmsprop", "adagrad"), 0.003, "")
                : Findings.optimizer("sgd", rate / divisor, "");
        Run run = Ran.of(
                regression.json(loss + optimizer + batches + more + ", \"steps\": " + (2 + random.nextInt(200))));
        return atTheBottom || regression.loss(regression.last(run)) <= regression.loss(regression.start()) ? run : null;
    }

    @Test
    void aRateAboveTheLimitOfTheCurvatureIsTooLarge() {
        assertThat(Findings.wrong("learningRateTooLarge", true, 2, LearningRateFindingsTest::grows))
                .isEmpty();
    }

    /** The loss over all rows is not lower at the end, by plain loops; it may be infinite, or not a number. */
    private static @Nullable Run grows(SplittableRandom random) {
        Regression regression = Regression.of(random, random.nextInt(3) * 0.5);
        double limit = 2 / regression.curvature();
        String steps = ", \"steps\": " + (60 + random.nextInt(200));
        String schedule = Findings.pick(random, "", "", ", \"schedule\": {\"expression\": \"1 + 2 * k\"}");
        String sgd = Findings.pick(random, "", ", \"momentum\": 0.5");
        double momentum = sgd.isEmpty() ? 1 : 1.5;
        Run run = switch (random.nextInt(5)) {
            case 0, 1 ->
                Ran.of(regression.json(
                        Findings.optimizer("sgd", Findings.between(random, 1.1, 5) * limit * momentum, sgd)
                                + schedule
                                + steps));
            case 2 ->
                Ran.of(regression.json("\"loss\": {\"type\": \"mse\", \"reduction\": \"sum\"}, "
                        + Findings.optimizer("sgd", Findings.between(random, 1.1, 5) * limit / regression.rows(), "")
                        + steps));
            case 3 -> {
                double least = regression.curvatures().stream()
                        .mapToDouble(c -> c)
                        .min()
                        .orElseThrow();
                yield Ran.of(regression.json(Findings.optimizer("sgd", Findings.between(random, 2.2, 5) / least, "")
                        + steps + ", \"batchSize\": 1, \"shuffle\": " + random.nextBoolean()));
            }
            default ->
                Ran.of(regression.json(
                        Findings.optimizer("adam", Findings.between(random, 1e3, 1e5), "") + ", \"steps\": 20"));
        };
        return regression.loss(regression.last(run)) <= regression.loss(regression.start()) ? null : run;
    }

    @Test
    void growthFromRoundingAloneShowsATooLargeRate() {
        var random = new SplittableRandom(18);
        for (int i = 0; i < 20; i++) {
            Regression regression = Regression.of(random, 0);
            regression = regression.from(regression.bottom());
            double rate = Findings.between(random, 1.3, 3) * 2 / regression.curvature();
            Run run = Ran.of(regression.json(Findings.optimizer("sgd", rate, "") + ", \"steps\": 400"));
            if (!(regression.loss(regression.last(run)) < 1e-9)) {
                assertThat(Ran.codes(run)).contains("learningRateTooLarge");
            }
        }
    }

    @Test
    void rateIsNotTooSmallIfTheLossComesDown() {
        assertThat(Findings.wrong("learningRateTooSmall", false, 3, LearningRateFindingsTest::comesDown))
                .isEmpty();
    }

    /** At the end at most a fifth is left of what there was above the least loss. */
    private static @Nullable Run comesDown(SplittableRandom random) {
        Regression regression = Regression.of(random, Findings.pick(random, 0.0, 0.5, 3.0, 10.0));
        String batches = Findings.batches(random, regression.rows());
        double most = regression.curvatures().stream().mapToDouble(c -> c).max().orElseThrow();
        double rate = batches.isEmpty()
                ? Findings.between(random, 0.01, 1.2) * 2 / regression.curvature()
                : Findings.between(random, 0.05, 1) / most;
        String loss = Findings.pick(random, "", "", "\"loss\": {\"expression\": \"(yPred - y) ** 2 - 100\"}, ");
        Run run = Ran.of(regression.json(
                loss + Findings.optimizer("sgd", rate, "") + batches + ", \"steps\": " + (5 + random.nextInt(2000))));
        double least = regression.loss(regression.bottom());
        double left = regression.loss(regression.last(run)) - least;
        boolean diverged = run.result().outcome() == Outcome.DIVERGED;
        return diverged || left <= 0.2 * (regression.loss(regression.start()) - least) ? run : null;
    }

    @Test
    void rateIsTooSmallIfAMuchLargerOneReducesTheLossMuchMore() {
        assertThat(Findings.wrong("learningRateTooSmall", true, 4, LearningRateFindingsTest::crawls))
                .isEmpty();
    }

    private static @Nullable Run crawls(SplittableRandom random) {
        Regression regression = Regression.of(random, random.nextInt(3) * 0.5);
        boolean batches = random.nextInt(3) == 0;
        double good = Findings.between(random, 0.1, batches ? 0.2 : 0.8) * 2 / regression.curvature();
        double rate = good / Findings.pick(random, 1e2, 1e3, 1e4);
        int steps = 10 + random.nextInt(40);
        double first = regression.loss(regression.start());
        double own = first - regression.lossAfter(rate, steps);
        double better = first - regression.lossAfter(good, steps);
        if (better < 5 * own || own > 0.3 * first || better < 0.3 * first) {
            return null;
        }
        return Ran.of(regression.json(Findings.optimizer("sgd", rate, "") + ", \"steps\": " + steps
                + (batches ? ", \"batchSize\": " + Math.max(1, regression.rows() / 2) + ", \"shuffle\": true" : "")));
    }

    @Test
    void comparesAForkWithItsStart() {
        var random = new SplittableRandom(17);
        for (int i = 0; i < 20; i++) {
            Regression regression = Regression.of(random, 0.5);
            Run first = Ran.of(
                    regression.json(Findings.optimizer("sgd", 0.5 / regression.curvature(), "") + ", \"steps\": 200"));
            Checkpoint middle = first.result().checkpoint();
            Run fork = Ran.from(
                    middle,
                    Ran.of(regression.json(
                                    Findings.optimizer("sgd", 2.5 / regression.curvature(), "") + ", \"steps\": 260"))
                            .job());
            Run still = Ran.from(
                    middle,
                    Ran.of(regression.json(
                                    Findings.optimizer("sgd", 0.5 / regression.curvature(), "") + ", \"steps\": 260"))
                            .job());

            assertThat(fork.loss().before()).isEqualTo(first.loss().after());
            assertThat(Ran.codes(still)).isEmpty();
            double grown = regression.loss(regression.last(fork));
            if (grown > 2 * regression.loss(regression.last(first))) {
                assertThat(Ran.codes(fork)).contains("learningRateTooLarge");
            }
        }
    }
}
