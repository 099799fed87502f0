package dev.downhill.explain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.training.run.Outcome;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Gradients that are not zeroed, and numbers that are not finite. */
class StepFindingsTest {
    private static String anyOptimizer(SplittableRandom random) {
        return Findings.optimizer(
                Findings.pick(random, "sgd", "adam", "adamw", "rmsprop", "adagrad"),
                Findings.between(random, 1e-4, 1e-2),
                Findings.pick(random, "", "", ", \"maximize\": true"));
    }

    @Test
    void zeroedGradientIsNotForgotten() {
        assertThat(Findings.wrong("forgottenZeroGrad", false, 11, random -> {
                    Regression regression = Regression.of(random, 0.5);
                    String zero = Findings.pick(
                            random, "\"steps\": " + (1 + random.nextInt(30)), "\"zeroGrad\": false, \"steps\": 1");
                    return Ran.of(regression.json(
                            anyOptimizer(random) + Findings.batches(random, regression.rows()) + ", " + zero));
                }))
                .isEmpty();
    }

    @Test
    void gradientThatIsNotZeroedIsForgotten() {
        assertThat(Findings.wrong("forgottenZeroGrad", true, 12, random -> {
                    Regression regression = Regression.of(random, 0.5);
                    String clipping = Findings.pick(
                            random, "", "", ", \"gradientClipping\": {\"norm\": 1}", ", \"frozen\": [\"b\"]");
                    return Ran.of(regression.json(anyOptimizer(random) + Findings.batches(random, regression.rows())
                            + clipping + ", \"zeroGrad\": false, \"steps\": " + (2 + random.nextInt(30))));
                }))
                .isEmpty();
    }

    /** A weight under a root or a logarithm, which plain loops follow until it is below 0. */
    private static @Nullable Run untilTheEdge(SplittableRandom random, boolean beyond) {
        boolean root = random.nextBoolean();
        double start = Findings.between(random, 0.1, 2);
        double rate = Findings.between(random, 0.05, 3);
        double target = root ? -random.nextDouble() : -5;
        double w = start;
        int steps = 0;
        while (w > 0 && steps < 50) {
            double f = root ? Math.sqrt(w) : Math.log(w);
            double slope = root ? 0.5 / Math.sqrt(w) : 1 / w;
            w -= rate * 2 * (f - target) * slope;
            steps++;
        }
        int taken = beyond ? steps + random.nextInt(2) : steps - 1;
        if (w >= 0 || taken < 1) {
            return null;
        }
        return Ran.of("""
                {"model": {"expression": "%s(w) * x", "parameters": {"w": %s}}, "data": {"x": [1.0], "y": [%s]},
                 "optimizer": {"type": "sgd", "learningRate": %s}, "steps": %d%s}""".formatted(
                        root ? "sqrt" : "log",
                        start,
                        target,
                        rate,
                        taken,
                        Findings.pick(random, "", ", \"stop\": {\"patience\": 100}")));
    }

    @Test
    void runThatEndsBeforeTheEdgeIsFinite() {
        assertThat(Findings.wrong(
                        "nonFinite",
                        false,
                        15,
                        random -> random.nextInt(4) == 0
                                ? LearningRateFindingsTest.falls(random)
                                : untilTheEdge(random, false)))
                .isEmpty();
    }

    @Test
    void runBeyondTheEdgeIsNotFinite() {
        assertThat(Findings.wrong("nonFinite", true, 16, random -> {
                    Run run = untilTheEdge(random, true);
                    if (run != null) {
                        assertThat(run.result().outcome()).isEqualTo(Outcome.DIVERGED);
                        assertThat(run.result().finalLoss()).isNull();
                    }
                    return run;
                }))
                .isEmpty();
    }
}
