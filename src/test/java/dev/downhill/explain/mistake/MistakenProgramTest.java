package dev.downhill.explain.mistake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.downhill.engine.autograd.DType;
import dev.downhill.explain.transcript.Program;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.record.Track;
import dev.downhill.training.record.Trajectory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The numbers of programs with a mistake are those of loops that a person writes with the same mistake. */
class MistakenProgramTest {
    private static final double[] X = {1, 2, -1.5};
    private static final double[] Y = {2, 3.5, -1};
    private static final int STEPS = 6;
    private static final double RATE = 0.1;

    /** One training loop of y = w x + b: takes a step, and returns its loss. */
    private abstract static class Loop {
        double w = 0.3;
        double b = -0.2;

        abstract double step(int k);

        double error(int row) {
            return w * X[row] + b - Y[row];
        }

        double loss() {
            double sum = 0;
            for (int i = 0; i < X.length; i++) {
                sum += error(i) * error(i);
            }
            return sum / X.length;
        }

        double dw() {
            double sum = 0;
            for (int i = 0; i < X.length; i++) {
                sum += 2 * error(i) * X[i];
            }
            return sum / X.length;
        }

        double db() {
            double sum = 0;
            for (int i = 0; i < X.length; i++) {
                sum += 2 * error(i);
            }
            return sum / X.length;
        }
    }

    private static JobSpecification line(String optimizer) {
        return job("""
                {"model": {"expression": "w * x + b", "parameters": {"w": 0.3, "b": -0.2}},
                 "data": {"x": [1, 2, -1.5], "y": [2, 3.5, -1]}, "optimizer": %s, "steps": %d}""".formatted(optimizer, STEPS));
    }

    private static JobSpecification sgd() {
        return line("{\"type\": \"sgd\", \"learningRate\": 0.1}");
    }

    private static JobSpecification job(String json) {
        return new SpecificationReader(Limits.DEFAULT).read(new JsonMapper().readTree(json));
    }

    private static Trajectory run(JobSpecification job, String... kinds) {
        List<Mistake> possible = PossibleMistakes.of(job, List.of(2));
        MistakenProgram program = MistakenProgram.without(job);
        for (String kind : kinds) {
            program = possible.stream()
                    .filter(mistake -> mistake.kind().equals(kind))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(kind))
                    .in(program);
        }
        return program.run(DType.FLOAT64, program.job().steps()).trajectory();
    }

    private static void assertSame(Trajectory run, Loop loop) {
        assertThat(run.points()).isEqualTo(STEPS);
        for (int k = 1; k <= STEPS; k++) {
            assertThat(run.loss(k - 1)).as("loss of step %d", k).isCloseTo(loop.step(k), within(1e-11));
            assertThat(value(run, "w", k)).as("w after step %d", k).isCloseTo(loop.w, within(1e-11));
            assertThat(value(run, "b", k)).as("b after step %d", k).isCloseTo(loop.b, within(1e-11));
        }
    }

    private static double value(Trajectory run, String name, int step) {
        Track track = run.parameter(name);
        return track == null ? Double.NaN : track.value(step - 1, 0);
    }

    @Test
    void gradientsAddUpWithoutZeroGrad() {
        assertSame(run(sgd(), "zeroGradForgotten"), new Loop() {
            private double gw;
            private double gb;

            @Override
            double step(int k) {
                double loss = loss();
                gw += dw();
                gb += db();
                w -= RATE * gw;
                b -= RATE * gb;
                return loss;
            }
        });
    }

    @Test
    void theSecondGradientSeesTheFirstUpdate() {
        assertSame(run(sgd(), "oneAfterTheOther"), new Loop() {
            @Override
            double step(int k) {
                double loss = loss();
                w -= RATE * dw();
                b -= RATE * db();
                return loss;
            }
        });
        assertSame(run(sgd(), "oneAfterTheOtherBackwards"), new Loop() {
            @Override
            double step(int k) {
                double loss = loss();
                b -= RATE * db();
                w -= RATE * dw();
                return loss;
            }
        });
    }

    @Test
    void theGradientGoesBackThroughNewWeights() {
        JobSpecification job = job("""
                {"model": {"expression": "w3 * tanh(w2 * tanh(w1 * x))", "parameters": {"w1": 0.7, "w2": -0.4, "w3": 1.2}},
                 "data": {"x": [1.5], "y": [0.8]}, "optimizer": {"type": "sgd", "learningRate": 0.3}, "steps": 5}""");
        Trajectory run = run(job, "laterWeightsFirst");

        double w1 = 0.7;
        double w2 = -0.4;
        double w3 = 1.2;
        for (int k = 1; k <= 5; k++) {
            double h1 = Math.tanh(w1 * 1.5);
            double h2 = Math.tanh(w2 * h1);
            double delta = 2 * (w3 * h2 - 0.8);
            assertThat(run.loss(k - 1)).isCloseTo(delta * delta / 4, within(1e-12));
            w3 -= 0.3 * delta * h2;
            delta *= w3 * (1 - h2 * h2);
            w2 -= 0.3 * delta * h1;
            delta *= w2 * (1 - h1 * h1);
            w1 -= 0.3 * delta * 1.5;
            assertThat(value(run, "w1", k)).isCloseTo(w1, within(1e-12));
            assertThat(value(run, "w2", k)).isCloseTo(w2, within(1e-12));
            assertThat(value(run, "w3", k)).isCloseTo(w3, within(1e-12));
        }
    }

    @Test
    void theLossIsASumInPlaceOfAMean() {
        assertSame(run(sgd(), "sumForMean"), new Loop() {
            @Override
            double step(int k) {
                double loss = 3 * loss();
                double gw = 3 * dw();
                double gb = 3 * db();
                w -= RATE * gw;
                b -= RATE * gb;
                return loss;
            }
        });
        assertSame(run(sgd(), "gradientOfSum"), new Loop() {
            @Override
            double step(int k) {
                double loss = loss();
                double gw = 3 * dw();
                double gb = 3 * db();
                w -= RATE * gw;
                b -= RATE * gb;
                return loss;
            }
        });
    }

    @Test
    void factorsStandInTheLossOrInItsGradient() {
        for (double[] factors : new double[][] {{0.5, 0.5}, {0.5, 1}, {1, 0.5}, {1, -1}}) {
            String kind = factors[1] == -1
                    ? "gradientSign"
                    : factors[0] == factors[1] ? "lossHalved" : factors[0] < 1 ? "printedLossHalved" : "gradientHalved";
            assertSame(run(sgd(), kind), new Loop() {
                @Override
                double step(int k) {
                    double loss = factors[0] * loss();
                    double gw = factors[1] * dw();
                    double gb = factors[1] * db();
                    w -= RATE * gw;
                    b -= RATE * gb;
                    return loss;
                }
            });
        }
    }

    @Test
    void aColumnMeetsAVector() {
        assertSame(run(sgd(), "crossed"), new Loop() {
            @Override
            double step(int k) {
                double loss = 0;
                double gw = 0;
                double gb = 0;
                for (double x : X) {
                    for (double y : Y) {
                        double error = w * x + b - y;
                        loss += error * error / 9;
                        gw += 2 * error * x / 9;
                        gb += 2 * error / 9;
                    }
                }
                w -= RATE * gw;
                b -= RATE * gb;
                return loss;
            }
        });
    }

    @Test
    void adamIsNotCorrectedOrHasItsEpsilonInTheRoot() {
        JobSpecification adam = line("{\"type\": \"adam\", \"learningRate\": 0.1, \"eps\": 0.01}");
        for (boolean corrected : List.of(false, true)) {
            String kind = corrected ? "epsilonInRoot" : "biasCorrectionLeftOut";
            assertSame(run(adam, kind), new Loop() {
                private final double[] m = new double[2];
                private final double[] s = new double[2];

                @Override
                double step(int k) {
                    double loss = loss();
                    double gw = dw();
                    double gb = db();
                    w -= move(0, gw, k);
                    b -= move(1, gb, k);
                    return loss;
                }

                private double move(int i, double g, int k) {
                    m[i] = 0.9 * m[i] + 0.1 * g;
                    s[i] = 0.999 * s[i] + 0.001 * g * g;
                    if (!corrected) {
                        return RATE * m[i] / (Math.sqrt(s[i]) + 0.01);
                    }
                    double mean = m[i] / (1 - Math.pow(0.9, k));
                    double square = s[i] / (1 - Math.pow(0.999, k));
                    return RATE * mean / Math.sqrt(square + 0.01);
                }
            });
        }
    }

    @Test
    void theVelocityIsAMean() {
        JobSpecification momentum = line("{\"type\": \"sgd\", \"learningRate\": 0.1, \"momentum\": 0.9}");
        assertSame(run(momentum, "velocityAsMean"), new Loop() {
            private double vw;
            private double vb;

            @Override
            double step(int k) {
                double loss = loss();
                vw = 0.9 * vw + 0.1 * dw();
                vb = 0.9 * vb + 0.1 * db();
                w -= RATE * vw;
                b -= RATE * vb;
                return loss;
            }
        });
    }

    @Test
    void parametersAreRoundedAfterEachStepAtATenthOfTheRate() {
        assertSame(run(sgd(), "rateOver10", "parametersRounded:2"), new Loop() {
            @Override
            double step(int k) {
                double loss = loss();
                double gw = dw();
                double gb = db();
                w = rounded(w - RATE / 10 * gw);
                b = rounded(b - RATE / 10 * gb);
                return loss;
            }

            private double rounded(double number) {
                return new BigDecimal(number)
                        .setScale(2, RoundingMode.HALF_EVEN)
                        .doubleValue();
            }
        });
    }

    @Test
    void eachRowMakesAStep() {
        Trajectory run = run(sgd(), "rowByRow");
        List<Double> losses = new ArrayList<>();
        double w = 0.3;
        double b = -0.2;
        for (int k = 0; k < 3 * STEPS; k++) {
            double error = w * X[k % 3] + b - Y[k % 3];
            losses.add(error * error);
            w -= RATE * 2 * error * X[k % 3];
            b -= RATE * 2 * error;
        }

        assertThat(run.points()).isEqualTo(3 * STEPS);
        for (int k = 0; k < losses.size(); k++) {
            assertThat(run.loss(k)).isCloseTo(losses.get(k), within(1e-11));
        }
    }

    @Test
    void withoutAMistakeTheNumbersAreTheJobs() {
        for (long seed = 0; seed < 30; seed++) {
            var printout = MistakenPrintout.of(new SplittableRandom(seed), 0);
            MistakenProgram program = MistakenProgram.without(printout.job());
            Trajectory own = program.run(DType.FLOAT64, printout.job().steps()).trajectory();
            Trajectory right = Program.of(printout.job())
                    .run(DType.FLOAT64, printout.job().steps())
                    .trajectory();

            assertThat(own.points()).isEqualTo(right.points());
            for (int i = 0; i < own.points(); i++) {
                assertThat(own.loss(i)).isEqualTo(right.loss(i));
                for (Track track : own.parameters()) {
                    Track other = Objects.requireNonNull(right.parameter(track.name()), track.name());
                    assertThat(Arrays.toString(track.values(i))).isEqualTo(Arrays.toString(other.values(i)));
                }
            }
        }
    }
}
