package dev.downhill.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.downhill.Draws;
import dev.downhill.engine.catalog.Kind;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every schedule against its formula written another way, with random options. */
class SchedulesTest {
    static Stream<Kind<LearningRateSchedule>> kinds() {
        return Schedules.CATALOGUE.kinds().stream();
    }

    private static LearningRateSchedule drawn(String name, SplittableRandom random) {
        return switch (name) {
            case "constant" -> new ConstantSchedule();
            case "step" -> new StepSchedule(random.nextLong(1, 20), random.nextDouble(0.1, 1));
            case "exponential" -> new ExponentialSchedule(random.nextDouble(0.8, 1.02));
            case "cosine" ->
                new CosineSchedule(
                        random.nextBoolean() ? 0 : random.nextLong(1, 80),
                        random.nextBoolean() ? 0 : random.nextDouble(0.1));
            case "linear" ->
                new LinearSchedule(random.nextDouble(0.01, 1), random.nextDouble(0, 1), random.nextLong(1, 80));
            case "warmup" -> new Warmup(random.nextLong(1, 80));
            case "oneCycle" ->
                new OneCycleSchedule(
                        random.nextBoolean() ? 0 : random.nextDouble(0.1, 2),
                        random.nextInt(5) / 4.0,
                        random.nextDouble(1, 50),
                        random.nextDouble(1, 1e4));
            default -> throw new AssertionError("no options are drawn for " + name);
        };
    }

    /** Returns the rates of all steps, each by what its schedule does from step to step, or by squares of cosines. */
    private static double[] expected(LearningRateSchedule schedule, double base, int steps) {
        double[] rates = new double[steps];
        double rate = base;
        for (int k = 0; k < steps; k++) {
            rates[k] = switch (schedule) {
                case ConstantSchedule constant -> base;
                case StepSchedule step -> {
                    rate = k > 0 && k % step.stepSize() == 0 ? rate * step.gamma() : rate;
                    yield rate;
                }
                case ExponentialSchedule exponential -> {
                    rate = k > 0 ? rate * exponential.gamma() : rate;
                    yield rate;
                }
                case CosineSchedule cosine ->
                    halfCosine(base, cosine.etaMin(), (double) k / (cosine.tMax() == 0 ? steps : cosine.tMax()));
                case LinearSchedule linear -> base * linear(linear, Math.min(k, linear.totalIters()));
                case Warmup warmup -> k + 1 >= warmup.steps() ? base : base / warmup.steps() * (k + 1);
                case OneCycleSchedule cycle ->
                    oneCycle(cycle, cycle.maxLearningRate() == 0 ? base : cycle.maxLearningRate(), k, steps);
                default -> throw new AssertionError("no formula is written for " + schedule);
            };
        }
        return rates;
    }

    private static double linear(LinearSchedule linear, long k) {
        return (linear.startFactor() * (linear.totalIters() - k) + linear.endFactor() * k) / linear.totalIters();
    }

    /** PyTorch's two phases: the first ends at step pctStart * steps - 1, the second at the last step. */
    private static double oneCycle(OneCycleSchedule cycle, double greatest, int k, int steps) {
        double first = greatest / cycle.divFactor();
        double top = cycle.pctStart() * steps - 1;
        return k <= top && top > 0
                ? halfCosine(first, greatest, k / top)
                : halfCosine(greatest, first / cycle.finalDivFactor(), (k - top) / (steps - 1 - top));
    }

    /** (1 + cos(a)) / 2 is the square of cos(a / 2). */
    private static double halfCosine(double from, double to, double share) {
        double cosine = Math.cos(Math.PI / 2 * share);
        double sine = Math.sin(Math.PI / 2 * share);
        return from * cosine * cosine + to * sine * sine;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aRateFollowsItsFormula(Kind<LearningRateSchedule> kind) {
        Draws.seeds(300).forEach(seed -> {
            var random = new SplittableRandom(seed);
            LearningRateSchedule schedule = drawn(kind.name(), random);
            double base = random.nextDouble(0.01, 1);
            int steps = random.nextInt(8, 100);
            double[] expected = expected(schedule, base, steps);
            for (int k = 0; k < steps; k++) {
                assertThat(schedule.rate(base, k, steps))
                        .as("seed %d, step %d of %d, rate %s, %s", seed, k, steps, base, schedule)
                        .isCloseTo(expected[k], within(1e-12 * base + 1e-13));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aRateIsNeitherNegativeNorGreaterThanItsBound(Kind<LearningRateSchedule> kind) {
        Draws.seeds(300).forEach(seed -> {
            var random = new SplittableRandom(seed);
            LearningRateSchedule schedule = drawn(kind.name(), random);
            double base = random.nextDouble(0.01, 1);
            int steps = random.nextInt(1, 100);
            double bound = switch (schedule) {
                case OneCycleSchedule cycle -> cycle.maxLearningRate() == 0 ? base : cycle.maxLearningRate();
                case CosineSchedule cosine -> Math.max(base, cosine.etaMin());
                case ExponentialSchedule exponential -> base * Math.max(1, Math.pow(exponential.gamma(), steps - 1));
                default -> base;
            };
            for (int k = 0; k < steps; k++) {
                assertThat(schedule.rate(base, k, steps))
                        .as("seed %d, step %d of %d, rate %s, %s", seed, k, steps, base, schedule)
                        .isBetween(0.0, bound * (1 + 1e-12));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aSteadyScheduleHasOneRate(Kind<LearningRateSchedule> kind) {
        LearningRateSchedule schedule = drawn(kind.name(), new SplittableRandom(1));
        if (schedule.isSteady()) {
            assertThat(LongStream.range(0, 50).mapToDouble(k -> schedule.rate(0.3, k, 50)))
                    .containsOnly(0.3);
        }
    }

    @Test
    void theCosineReachesItsLeastRateAfterHalfAPeriod() {
        var schedule = new CosineSchedule(10, 0.01);

        assertThat(schedule.rate(0.1, 0, 100)).isEqualTo(0.1);
        assertThat(schedule.rate(0.1, 10, 100)).isEqualTo(0.01);
        assertThat(schedule.rate(0.1, 20, 100)).isCloseTo(0.1, within(1e-15));
    }

    @Test
    void oneCycleGoesUpToItsGreatestRateAndEndsAtItsLast() {
        var schedule = new OneCycleSchedule(0, 0.3, 25, 1e4);

        assertThat(schedule.rate(1, 0, 100)).isCloseTo(1 / 25.0, within(1e-15));
        assertThat(schedule.rate(1, 29, 100)).isEqualTo(1);
        assertThat(schedule.rate(1, 99, 100)).isCloseTo(1 / 25.0 / 1e4, within(1e-15));
    }

    @Test
    void oneCycleOfOneStepHasARate() {
        for (double share : new double[] {0, 0.3, 1}) {
            assertThat(new OneCycleSchedule(0, share, 25, 1e4).rate(1, 0, 1)).isBetween(0.0, 1.0);
        }
    }
}
