package dev.downhill.training.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.RandomSpecifications;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.record.Checkpoints;
import dev.downhill.training.record.Track;
import dev.downhill.training.record.Trajectory;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Trainer;
import dev.downhill.training.run.TrainingResult;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ReplayTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final SpecificationReader READER = new SpecificationReader(Limits.DEFAULT);

    private static JobSpecification job(String json) {
        return READER.read(JSON.readTree(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"batchSize\": 7, \"optimizer\": {\"type\": \"adam\"}",
                "\"batchSize\": 7, \"shuffle\": false, \"optimizer\": {\"type\": \"sgd\", \"momentum\": 0.9}",
                "\"optimizer\": {\"type\": \"rmsprop\", \"momentum\": 0.5, \"centered\": true}, \"dtype\": \"float32\"",
                "\"optimizer\": {\"type\": \"adagrad\", \"lrDecay\": 0.1}, \"zeroGrad\": false",
                "\"optimizer\": {\"type\": \"sgd\", \"momentum\": 0.9, \"dampening\": 0.1}, \"frozen\": [\"0.weight\"]",
                "\"optimizer\": {\"type\": \"adamw\", \"amsgrad\": true}, \"schedule\": {\"type\": \"cosine\"}"
            })
    void replaysEveryStepToTheLastBit(String options) {
        JobSpecification job = job("""
                {"model": {"layers": [{"type": "linear", "units": 5, "activation": "tanh"},
                                      {"type": "dropout", "p": 0.2}, {"type": "linear", "units": 2}]},
                 "data": {"generator": "spiral", "n": 40, "testFraction": 0.25}, "steps": 300,
                 "record": {"every": 1, "parameters": "all", "gradients": true}, %s}""".formatted(options));

        assertReplayed(job);
    }

    @Test
    void replaysRandomSpecificationsToTheLastBit() {
        for (long seed = 0; seed < 10; seed++) {
            assertReplayed(job(RandomSpecifications.recorded(RandomSpecifications.layers(seed), 100)));
        }
    }

    private static void assertReplayed(JobSpecification job) {
        var trainer = new Trainer(job);
        long steps = trainer.run(Interruption.NEVER).steps();
        Trajectory trajectory = trainer.trajectory();
        var random = new SplittableRandom(3);
        for (int i = 0; i < 12; i++) {
            long number = i == 0 ? 1 : i == 1 ? steps : random.nextLong(1, steps + 1);
            var replay = new Replay(job, trainer.checkpoints().upTo(number - 1));
            assertThat(replay.advanceTo(number - 1, Interruption.NEVER)).isNull();
            ReplayedStep step = replay.next();

            int point = (int) number - 1;
            assertThat(step.loss()).isEqualTo(trajectory.loss(point));
            for (Track track : trajectory.parameters()) {
                assertThat(step.after().parameters().get(track.name())).isEqualTo(track.values(point));
                assertThat(step.before().parameters().get(track.name()))
                        .isEqualTo(point == 0 ? track.initial() : track.values(point - 1));
            }
            for (int gradient = 0; gradient < trajectory.gradients().size(); gradient++) {
                assertThat(step.gradients().get(gradient))
                        .isEqualTo(trajectory.gradients().get(gradient).values(point));
            }
        }
    }

    @Test
    void checkpointsStayWithinTheirBounds() {
        JobSpecification job = job("""
                {"model": {"expression": "W @ W", "parameters": {"W": {"shape": [10, 10]}}}, "loss": {"expression": "yPred"},
                 "data": {"x": [1], "y": [1]}, "steps": 1}""".replace("\"W @ W\"", "\"mean(W) * x\""));
        Checkpoint start = Checkpoint.initial(job);
        var checkpoints = new Checkpoints(start, 64, 10 * start.bytes());
        for (long step = 1; step <= 100_000; step++) {
            if (step == checkpoints.next(step - 1)) {
                checkpoints.keep(new Checkpoint(step, start.parameters(), start.state(), start.place()));
            }
            assertThat(checkpoints.bytes()).isLessThanOrEqualTo(10 * start.bytes());
            long near = checkpoints.upTo(step).step();
            assertThat(step - near).isBetween(0L, Math.max(16, step / 2));
        }
    }

    @Test
    void forkWithoutChangesIsTheRestOfTheRun() {
        JobSpecification job = job("""
                {"model": {"layers": [{"type": "linear", "units": 3, "activation": "relu"}, {"type": "linear", "units": 2}]},
                 "data": {"generator": "xor", "n": 30}, "batchSize": 8, "optimizer": {"type": "adam"}, "steps": 60,
                 "schedule": {"type": "linear"}, "record": {"every": 1}}""");
        var trainer = new Trainer(job);
        TrainingResult whole = trainer.run(Interruption.NEVER);
        var replay = new Replay(job, trainer.checkpoints().upTo(25));
        assertThat(replay.advanceTo(25, Interruption.NEVER)).isNull();

        Fork fork = Fork.of(job, replay.checkpoint(), JSON.createObjectNode(), READER);
        var forked = new Trainer(fork.specification(), fork.start(), new Checkpoints(fork.start(), 8, 1 << 20));
        TrainingResult rest = forked.run(Interruption.NEVER);

        assertThat(forked.trajectory().step(0)).isEqualTo(26);
        for (int point = 0; point < forked.trajectory().points(); point++) {
            assertThat(forked.trajectory().loss(point))
                    .isEqualTo(trainer.trajectory().loss(point + 25));
        }
        assertThat(rest.checkpoint().parameters().get("w"))
                .isEqualTo(whole.checkpoint().parameters().get("w"));
    }
}
