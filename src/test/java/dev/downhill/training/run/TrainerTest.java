package dev.downhill.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.record.Track;
import dev.downhill.training.record.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TrainerTest {
    private static final String NETWORK = """
            {"model": {"layers": [{"type": "linear", "units": 8, "activation": "tanh"}, {"type": "dropout", "p": 0.2},
                                  {"type": "linear", "units": 2}]},
             "data": {"generator": "moons", "n": 50, "noise": 0.1, "testFraction": 0.2}, "batchSize": 16,
             "optimizer": {"type": "adam", "learningRate": 0.01}, "steps": 40, "seed": 7,
             "record": {"parameters": "all"}}""";

    @Test
    void theSameSeedGivesTheSameTrajectoryToTheLastBit() {
        assertThat(values(NETWORK)).isEqualTo(values(NETWORK));
    }

    @Test
    void theSameSeedGivesTheSameTrajectoryOnEveryThread() {
        List<Double> alone = values(NETWORK);

        var together =
                IntStream.range(0, 8).parallel().mapToObj(i -> values(NETWORK)).toList();

        assertThat(together).allMatch(alone::equals);
    }

    @Test
    void anotherSeedGivesAnotherTrajectory() {
        assertThat(values(NETWORK)).isNotEqualTo(values(NETWORK.replace("\"seed\": 7", "\"seed\": 8")));
    }

    /** On the same weights it makes another loss, and nothing else. */
    @Test
    void smoothedLabelsLeaveTheAccuracyAsItIs() {
        String still = NETWORK.replace("0.01", "0");

        TrainingResult hard = trainer(still).run(Interruption.NEVER);
        TrainingResult smooth = trainer(still.replace(
                        "\"steps\"", "\"loss\": {\"type\": \"crossEntropy\", \"labelSmoothing\": 0.3}, \"steps\""))
                .run(Interruption.NEVER);

        assertThat(smooth.metrics().get("accuracy")).isEqualTo(hard.metrics().get("accuracy"));
        assertThat(smooth.metrics().get("testAccuracy"))
                .isEqualTo(hard.metrics().get("testAccuracy"));
        assertThat(smooth.finalLoss()).isNotEqualTo(hard.finalLoss());
    }

    @Test
    void aRunConvergesAsSoonAsTheLossIsBelowItsLimit() {
        var trainer = trainer(lesson("\"steps\": 100, \"stop\": {\"lossBelow\": 0.01}"));

        TrainingResult result = trainer.run(Interruption.NEVER);

        assertThat(result.outcome()).isEqualTo(Outcome.CONVERGED);
        assertThat(result.steps()).isEqualTo(4);
        assertThat(trainer.trajectory().loss(3)).isEqualTo(0.002304000000000004);
    }

    @Test
    void aRunStopsEarlyWhenPatienceIsOver() {
        TrainingResult result = trainer(lesson("\"steps\": 100, \"stop\": {\"patience\": 3, \"minDelta\": 1}"))
                .run(Interruption.NEVER);

        // The losses 36, 1.44 and 0.0576 are better by more than 1 each; three more are not.
        assertThat(result.outcome()).isEqualTo(Outcome.STOPPED_EARLY);
        assertThat(result.steps()).isEqualTo(6);
    }

    @Test
    void aFrozenParameterStaysAndHasNoGradient() {
        var trainer = trainer("""
                {"model": {"expression": "w * x + b", "parameters": {"w": 0.5, "b": 1}}, "frozen": ["b"],
                 "data": {"x": [1, 2], "y": [2, 4]}, "steps": 5}""");

        TrainingResult result = trainer.run(Interruption.NEVER);

        assertThat(result.checkpoint().parameters().get("b")).containsExactly(1.0);
        assertThat(result.checkpoint().parameters().get("w")).doesNotContain(0.5);
        assertThat(trainer.trajectory().gradients()).extracting(Track::name).containsExactly("w");
    }

    @Test
    void namesTheTensorThatLeftTheFiniteRange() {
        TrainingResult result = trainer("""
                {"model": {"expression": "log(w) * x", "parameters": {"w": 0.5}},
                 "data": {"x": [1.0], "y": [-9.0]}, "optimizer": {"type": "sgd", "learningRate": 1}, "steps": 9}""").run(Interruption.NEVER);

        assertThat(result.outcome()).isEqualTo(Outcome.DIVERGED);
        assertThat(Objects.requireNonNull(result.divergence()).tensor()).isEqualTo("loss");
        assertThat(result.divergence().step()).isEqualTo(result.steps() + 1);
    }

    @Test
    void adamTakesNoStepFromAZeroGradient() {
        TrainingResult result = trainer("""
                {"model": {"expression": "w * x", "parameters": {"w": 3}}, "data": {"x": [2], "y": [6]},
                 "optimizer": {"type": "adam", "learningRate": 0.1}, "steps": 5}""").run(Interruption.NEVER);

        assertThat(result.checkpoint().parameters().get("w")).containsExactly(3.0);
        assertThat(result.finalLoss()).isEqualTo(0);
    }

    @Test
    void lastBatchOfAnEpochHasTheRemainingRows() {
        var trainer = trainer("""
                {"model": {"expression": "w * x", "parameters": {"w": 0}}, "epochs": 3, "batchSize": 2,
                 "data": {"x": [1, 2, 3, 4, 5], "y": [3, 6, 9, 12, 15]}}""");

        assertThat(trainer.run(Interruption.NEVER).steps()).isEqualTo(9);
    }

    @Test
    void interruptionEndsTheRunAfterItsStep() {
        var trainer = trainer("""
                {"model": {"expression": "w * x", "parameters": {"w": 0}}, "batchSize": 1,
                 "data": {"x": [1, 2], "y": [3, 6]}, "steps": 1000000}""");

        TrainingResult result = trainer.run(() -> trainer.step() == 17 ? Outcome.CANCELLED : null);

        assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(result.steps()).isEqualTo(17);
        assertThat(lastStep(trainer)).isEqualTo(17);
    }

    @Test
    void interruptionEndsARunOfTinyStepsEarly() {
        var trainer = trainer(lesson("\"steps\": 10000000"));

        TrainingResult result = trainer.run(() -> trainer.step() > 17 ? Outcome.CANCELLED : null);

        assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(result.steps()).isBetween(18L, 1_000_000L);
        assertThat(lastStep(trainer)).isEqualTo(result.steps());
    }

    private static long lastStep(Trainer trainer) {
        return trainer.trajectory().step(trainer.trajectory().points() - 1);
    }

    private static String lesson(String more) {
        return FirstLesson.JSON.replace("\"steps\": 10", more);
    }

    private static List<Double> values(String json) {
        Trainer trainer = trainer(json);
        trainer.run(Interruption.NEVER);
        List<Double> values = new ArrayList<>();
        Trajectory trajectory = trainer.trajectory();
        for (int point = 0; point < trajectory.points(); point++) {
            values.add(trajectory.loss(point));
            for (Track track : trajectory.parameters()) {
                for (double value : track.values(point)) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    private static Trainer trainer(String json) {
        JobSpecification job = new SpecificationReader(Limits.DEFAULT).read(new JsonMapper().readTree(json));
        return new Trainer(job);
    }
}
