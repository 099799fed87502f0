package dev.downhill.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;

import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.record.Checkpoints;
import dev.downhill.training.record.Fingerprint;
import dev.downhill.training.record.PackedPoints;
import dev.downhill.training.record.Trajectory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A run that is broken off at any step, and goes on elsewhere, ends as the whole run does. */
class ResumptionTest {
    private static final List<String> JOBS = List.of("""
                    {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [2.0], "y": [6.0]},
                     "optimizer": {"type": "sgd", "learningRate": 0.001}, "steps": 400}""", """
                    {"model": {"layers": [{"type": "linear", "units": 6, "activation": "tanh"}, {"type": "dropout", "p": 0.2},
                                          {"type": "linear", "units": 2}]},
                     "data": {"generator": "spiral", "n": 60, "testFraction": 0.2}, "loss": "crossEntropy",
                     "optimizer": {"type": "adam", "learningRate": 0.01}, "batchSize": 7, "steps": 300,
                     "record": {"every": 3, "metrics": true}}""", """
                    {"model": {"layers": [{"type": "linear", "units": 4, "activation": "relu"}, {"type": "linear", "units": 1}]},
                     "data": {"generator": "sine", "n": 40}, "optimizer": {"type": "sgd", "learningRate": 0.05, "momentum": 0.9},
                     "batchSize": 8, "steps": 350, "stop": {"patience": 60}, "dtype": "float32", "record": {"every": 7}}""", """
                    {"model": {"layers": [{"type": "linear", "units": 12, "activation": "tanh"}, {"type": "batchNorm"},
                                          {"type": "linear", "units": 2}]},
                     "data": {"generator": "moons", "n": 60, "noise": 0.4, "testFraction": 0.3}, "loss": "crossEntropy", "seed": 2,
                     "optimizer": {"type": "adam", "learningRate": 0.02}, "batchSize": 9, "steps": 340,
                     "stop": {"monitor": "testAccuracy", "patience": 200, "restoreBest": true}, "record": {"every": 4}}""", """
                    {"model": {"layers": [{"type": "linear", "units": 4, "activation": "tanh"}, {"type": "linear", "units": 1}]},
                     "data": {"generator": "sine", "n": 20}, "optimizer": {"type": "sgd", "learningRate": 0.1}, "batchSize": 8,
                     "steps": 320, "stop": {"monitor": "loss", "restoreBest": true}}""");

    private static JobSpecification specification(String json) {
        return new SpecificationReader(Limits.DEFAULT).read(new JsonMapper().readTree(json));
    }

    private static Checkpoints checkpoints(Checkpoint start) {
        return new Checkpoints(start, 64, 16 << 20);
    }

    private static String fingerprint(JobSpecification job, Trainer trainer, TrainingResult result) {
        return Fingerprint.of(job, trainer.trajectory(), result.checkpoint(), result.finalLoss());
    }

    /** Returns the points in pieces, as a writer finds them. */
    private static List<PackedPoints> pieces(Trajectory trajectory, int size) {
        return IntStream.iterate(0, from -> from < trajectory.points(), from -> from + size)
                .mapToObj(from -> PackedPoints.of(
                        trajectory,
                        from,
                        Math.min(trajectory.points(), from + size),
                        from == 0 ? 0 : trajectory.metrics().count(),
                        trajectory.metrics().count()))
                .toList();
    }

    @Test
    void restOfARunGivesTheSameFingerprint() {
        for (String json : JOBS) {
            JobSpecification job = specification(json);
            Checkpoint start = Checkpoint.initial(job);
            var whole = new Trainer(job, start, checkpoints(start));
            TrainingResult expected = whole.run(Interruption.NEVER);

            qt().withExamples(12)
                    .forAll(integers().between(20, 290), integers().between(1, 90))
                    .checkAssert((broken, size) -> {
                        Checkpoints kept = checkpoints(start);
                        var first = new Trainer(job, start, kept);
                        first.run(() -> first.step() >= broken ? Outcome.CANCELLED : null);
                        Checkpoint latest = kept.upTo(first.step() - 1);
                        Checkpoints again = checkpoints(start);
                        var rest = new Trainer(
                                job, start, again, new Resumption(latest, pieces(first.trajectory(), size)));

                        TrainingResult result = rest.run(Interruption.NEVER);

                        assertThat(result.outcome()).isEqualTo(expected.outcome());
                        assertThat(result.best()).isEqualTo(expected.best());
                        assertThat(result.confusion()).isEqualTo(expected.confusion());
                        assertThat(fingerprint(job, rest, result)).isEqualTo(fingerprint(job, whole, expected));
                    });
        }
    }
}
