package dev.downhill.training.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.Draws;
import dev.downhill.engine.autograd.InterpretedLoop;
import dev.downhill.engine.autograd.StepGraph;
import dev.downhill.engine.compile.Loops;
import dev.downhill.explain.layer.LayerChoice;
import dev.downhill.explain.step.StepExplainer;
import dev.downhill.explain.step.StepTrace;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.RandomSpecifications;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.record.Track;
import dev.downhill.training.record.Trajectory;
import dev.downhill.training.replay.Replay;
import dev.downhill.training.replay.ReplayedStep;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Trainer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.json.JsonMapper;

/** A run with many steps is compiled, one with few is interpreted, and a step that is explained is taken again. */
@Execution(ExecutionMode.CONCURRENT)
class LongRunTest {
    private static final int SHORT = 7;
    private static final SpecificationReader READER = new SpecificationReader(Limits.DEFAULT);

    private static JobSpecification read(String json) {
        return READER.read(new JsonMapper().readTree(json));
    }

    @Test
    void sumPassesItsGradientToEveryElement() {
        Trajectory run = trained("""
                {"model": {"expression": "(sum(a) + sum(b)) * x", "parameters": {"b": [0.3, 0.4, 0.1], "a": [0.1, 0.2]}},
                 "data": {"x": [1.0], "y": [0.0]}, "optimizer": {"type": "sgd", "learningRate": 0.01}, "steps": 12000,
                 "record": {"every": 1, "parameters": "all", "gradients": true}}""");
        double[] b = {0.3, 0.4, 0.1};
        double[] a = {0.1, 0.2};
        for (int point = 0; point < 100; point++) {
            double gradient = 2 * ((a[0] + a[1]) + (b[0] + b[1] + b[2]));
            for (int i = 0; i < b.length; i++) {
                b[i] -= 0.01 * gradient;
                assertThat(track(run, "b").values(point)[i]).isCloseTo(b[i], within(1e-12));
            }
            for (int i = 0; i < a.length; i++) {
                a[i] -= 0.01 * gradient;
                assertThat(track(run, "a").values(point)[i]).isCloseTo(a[i], within(1e-12));
            }
        }
    }

    @Test
    void meanPassesItsGradientToEveryElement() {
        Trajectory run = trained("""
                {"model": {"expression": "x @ w + mean(g)", "parameters": {"g": [0.3, 0.4, 0.1], "w": [0.1, 0.2]}},
                 "data": {"x": [[1, 2], [3, 4], [5, 6]], "y": [1, 2, 3]}, "steps": 12000,
                 "optimizer": {"type": "sgd", "learningRate": 0.01}, "record": {"every": 1, "parameters": "all"}}""");
        double[][] x = {{1, 2}, {3, 4}, {5, 6}};
        double[] w = {0.1, 0.2};
        double[] g = {0.3, 0.4, 0.1};
        for (int point = 0; point < 100; point++) {
            double byMean = 0;
            double[] byW = new double[2];
            for (int row = 0; row < x.length; row++) {
                double error = x[row][0] * w[0] + x[row][1] * w[1] + (g[0] + g[1] + g[2]) / 3 - (row + 1);
                byMean += 2 * error / 3;
                byW[0] += 2 * error * x[row][0] / 3;
                byW[1] += 2 * error * x[row][1] / 3;
            }
            for (int i = 0; i < g.length; i++) {
                g[i] -= 0.01 * byMean / 3;
                assertThat(track(run, "g").values(point)[i]).isCloseTo(g[i], within(1e-12));
            }
            w[0] -= 0.01 * byW[0];
            w[1] -= 0.01 * byW[1];
        }
    }

    private static Offset<Double> within(double distance) {
        return Offset.offset(distance);
    }

    private static Trajectory trained(String json) {
        var trainer = new Trainer(read(json));
        trainer.run(Interruption.NEVER);
        return trainer.trajectory();
    }

    private static Track track(Trajectory trajectory, String name) {
        return trajectory.parameters().stream()
                .filter(track -> track.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void longRunStartsLikeAShortOneAndItsExplanations() {
        Draws.seeds(1000).forEach(seed -> {
            String drawn = RandomSpecifications.specification(seed);
            JobSpecification brief = read(RandomSpecifications.recorded(drawn, SHORT));
            JobSpecification job = read(RandomSpecifications.recorded(drawn, compiledFrom(brief)));
            var trainer = new Trainer(job);
            trainer.run(Interruption.NEVER);
            Trajectory run = trainer.trajectory();
            if (Arrays.equals(firstRates(job), firstRates(brief))) {
                assertBegins(run, trained(RandomSpecifications.recorded(drawn, SHORT)), seed);
            }
            if (run.points() > 0) {
                assertExplained(job, trainer, 0, seed);
                assertExplained(job, trainer, new SplittableRandom(seed).nextInt(run.points()), seed);
            }
        });
    }

    /** Returns a number of steps for which a job is compiled. */
    private static long compiledFrom(JobSpecification job) {
        StepGraph step = TrainingStep.of(job, job.batching().size()).graph(true);
        long steps = SHORT;
        while (Loops.of(step, job.dtype(), steps) instanceof InterpretedLoop) {
            steps *= 2;
        }
        return steps;
    }

    /** A schedule may depend on how many steps there are. */
    private static double[] firstRates(JobSpecification job) {
        return new ScalarValues(job).of(1, SHORT);
    }

    private static void assertBegins(Trajectory run, Trajectory brief, long seed) {
        for (int point = 0; point < brief.points(); point++) {
            assertThat(run.loss(point)).as("loss %d of seed %d", point, seed).isEqualTo(brief.loss(point));
            for (Track track : brief.parameters()) {
                assertThat(track(run, track.name()).values(point))
                        .as("%s at point %d of seed %d", track.name(), point, seed)
                        .isEqualTo(track.values(point));
            }
        }
    }

    private static void assertExplained(JobSpecification job, Trainer trainer, int point, long seed) {
        Trajectory run = trainer.trajectory();
        var replay = new Replay(job, trainer.checkpoints().upTo(point));
        assertThat(replay.advanceTo(point, Interruption.NEVER)).isNull();
        ReplayedStep taken = replay.next();
        assertThat(taken.loss()).as("loss of seed %d", seed).isEqualTo(run.loss(point));
        StepTrace trace = new StepExplainer(10_000_000).explain(job, taken, false, LayerChoice.ALL);
        for (StepTrace.ParameterUpdate update : trace.update().parameters()) {
            double[] after = track(run, update.parameter()).values(point);
            if (after.length <= 64) {
                assertThat(numbers(update.after()))
                        .as("%s of seed %d", update.parameter(), seed)
                        .isEqualTo(after);
            }
        }
        for (Track gradient : run.gradients()) {
            Object explained = trace.update().parameters().stream()
                    .filter(update -> update.parameter().equals(gradient.name()))
                    .findFirst()
                    .orElseThrow()
                    .gradient();
            if (gradient.values(point).length <= 64) {
                assertThat(numbers(explained))
                        .as("the gradient of %s, seed %d", gradient.name(), seed)
                        .isEqualTo(gradient.values(point));
            }
        }
    }

    private static double[] numbers(@Nullable Object nested) {
        if (nested instanceof List<?> list) {
            return list.stream()
                    .map(LongRunTest::numbers)
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
        }
        return new double[] {((Number) Objects.requireNonNull(nested)).doubleValue()};
    }
}
