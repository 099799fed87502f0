package dev.downhill.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.fault.InvalidSpecification;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.record.Checkpoints;
import dev.downhill.training.record.MetricHistory;
import dev.downhill.training.record.Patience;
import dev.downhill.training.record.TestLosses;
import dev.downhill.training.record.Trajectory;
import dev.downhill.training.replay.Fork;
import dev.downhill.training.replay.Replay;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Runs that stop early, and that end with their best parameters. */
class WatchTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final SpecificationReader READER = new SpecificationReader(Limits.DEFAULT);

    /** Learns noise: its test loss rises soon. */
    private static final String NOISY = """
            {"model": {"layers": [{"type": "linear", "units": 16, "activation": "tanh"}, {"type": "batchNorm"},
                                  {"type": "linear", "units": 2}]},
             "data": {"generator": "moons", "n": 60, "noise": 0.5, "testFraction": 0.4}, "loss": "crossEntropy", "seed": 5,
             "optimizer": {"type": "adam", "learningRate": 0.05}, "batchSize": 12, "epochs": 150, "dtype": "%s",
             "stop": {"monitor": "%s", "patience": %s, "minDelta": %s, "restoreBest": %s}, "record": {"every": 50}}""";

    /** 36 training rows in batches of 12. */
    private static final int EPOCH = 3;

    private static JobSpecification read(String json) {
        return READER.read(JSON.readTree(json));
    }

    private static Checkpoint after(JobSpecification job, long step) {
        var replay = new Replay(job, Checkpoint.initial(job));
        assertThat(replay.advanceTo(step, Interruption.NEVER)).isNull();
        return replay.checkpoint();
    }

    private static void assertSameParameters(Checkpoint found, Checkpoint expected) {
        assertThat(found.step()).isEqualTo(expected.step());
        assertThat(found.parameters().keySet()).isEqualTo(expected.parameters().keySet());
        expected.parameters()
                .forEach((name, values) ->
                        assertThat(found.parameters().get(name)).as(name).containsExactly(values));
    }

    @ParameterizedTest
    @CsvSource({
        "float64, testLoss, 30, 0",
        "float32, testLoss, 60, 0.01",
        "float64, testAccuracy, 60, 0",
        "float32, testAccuracy, 45, 0.05"
    })
    void stopsWhereKerasWouldAndRestoresTheBestEpoch(String dtype, String monitor, int patience, double delta) {
        JobSpecification job = read(NOISY.formatted(dtype, monitor, patience, delta, true));
        var trainer = new Trainer(job);

        TrainingResult result = trainer.run(Interruption.NEVER);

        // Keras' EarlyStopping, epoch by epoch.
        MetricHistory history = trainer.trajectory().metrics();
        boolean accuracy = monitor.equals("testAccuracy");
        double best = Double.POSITIVE_INFINITY;
        long bestStep = 0;
        int waited = 0;
        int entry = 0;
        for (; waited < patience / EPOCH; entry++) {
            assertThat(history.step(entry)).isEqualTo((entry + 1L) * EPOCH);
            double value = accuracy ? -history.value(entry, 1) : history.value(entry, 0);
            waited++;
            if (value < best - delta) {
                best = value;
                bestStep = history.step(entry);
                waited = 0;
            }
        }
        assertThat(result.outcome()).isEqualTo(Outcome.STOPPED_EARLY);
        assertThat(result.steps()).isEqualTo((long) entry * EPOCH);
        assertThat(history.count()).isEqualTo(entry);
        assertThat(result.best()).isEqualTo(new Best(bestStep, monitor, accuracy ? -best : best));
        assertThat(result.metrics().get(monitor)).isEqualTo(accuracy ? -best : best);
        assertSameParameters(result.checkpoint(), after(job, bestStep));
    }

    @Test
    void withoutRestoreBestTheLastParametersStay() {
        JobSpecification job = read(NOISY.formatted("float64", "testLoss", 30, 0, false));
        TrainingResult result = new Trainer(job).run(Interruption.NEVER);

        assertThat(result.outcome()).isEqualTo(Outcome.STOPPED_EARLY);
        assertThat(result.best()).isNull();
        assertThat(result.checkpoint().step()).isEqualTo(result.steps());
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void metricsDoNotChangeWhereARunStops(String metrics) {
        String json = NOISY.formatted("float64", "testLoss", 30, 0, true);
        TrainingResult plain = new Trainer(read(json)).run(Interruption.NEVER);
        JobSpecification job = read(json.replace("\"every\": 50", "\"every\": 5, \"metrics\": " + metrics));

        TrainingResult result = new Trainer(job).run(Interruption.NEVER);

        assertThat(result.steps()).isEqualTo(plain.steps());
        assertThat(result.best()).isEqualTo(plain.best());
        assertThat(result.finalLoss()).isEqualTo(plain.finalLoss());
    }

    /** With a rate far above the limit, the loss of an oscillating run grows from some step on. */
    @ParameterizedTest
    @CsvSource({"0.3, 60", "0.55, 60", "0.01, 20"})
    void bestLossIsThatOfTheParametersBeforeTheStep(double rate, int steps) {
        JobSpecification job = read("""
                {"model": {"layers": [{"type": "linear", "units": 3, "activation": "tanh"}, {"type": "linear", "units": 1}]},
                 "data": {"generator": "sine", "n": 12}, "optimizer": {"type": "sgd", "learningRate": %s}, "steps": %s,
                 "stop": {"restoreBest": true}}""".formatted(rate, steps));
        var trainer = new Trainer(job);

        TrainingResult result = trainer.run(Interruption.NEVER);

        Trajectory trajectory = trainer.trajectory();
        double least = Double.POSITIVE_INFINITY;
        for (int point = 0; point < trajectory.points(); point++) {
            least = Math.min(least, trajectory.loss(point));
        }
        Best best = Objects.requireNonNull(result.best());
        assertThat(best.value()).isLessThanOrEqualTo(least);
        assertThat(result.finalLoss()).isEqualTo(best.value());
        assertThat(result.checkpoint().step()).isEqualTo(best.step());
        assertSameParameters(result.checkpoint(), after(job, best.step()));
    }

    @Test
    void divergedRunEndsWithItsBestParameters() {
        JobSpecification job = read("""
                {"model": {"expression": "w * x", "parameters": {"w": 2.0}}, "data": {"x": [2.0], "y": [6.0]},
                 "optimizer": {"type": "sgd", "learningRate": 1}, "steps": 5000, "stop": {"restoreBest": true}}""");

        TrainingResult result = new Trainer(job).run(Interruption.NEVER);

        assertThat(result.outcome()).isEqualTo(Outcome.DIVERGED);
        assertThat(result.best()).isEqualTo(new Best(0, "loss", 4));
        assertThat(result.finalLoss()).isEqualTo(4);
    }

    @Test
    void forkWaitsAsTheRestOfTheRunDoes() {
        JobSpecification job = read(NOISY.formatted("float64", "testLoss", 45, 0, false));
        var whole = new Trainer(job);
        TrainingResult expected = whole.run(Interruption.NEVER);
        long step = expected.steps() - 20;
        Checkpoint state = after(job, step);
        Patience patience = Watch.at(job, Checkpoint.initial(job), whole.trajectory(), step);
        var start = new Checkpoint(
                step, state.parameters(), state.state(), state.place().with(patience));
        Fork fork = Fork.of(job, start, (ObjectNode) JSON.readTree("{}"), READER);
        var rest = new Trainer(fork.specification(), fork.start(), new Checkpoints(fork.start(), 64, 1 << 20));

        TrainingResult result = rest.run(Interruption.NEVER);

        assertThat(result.outcome()).isEqualTo(Outcome.STOPPED_EARLY);
        assertThat(result.steps()).isEqualTo(expected.steps());
        assertThat(result.finalLoss()).isEqualTo(expected.finalLoss());
        TestLosses losses = rest.trajectory().testLosses();
        assertThat(losses.step(losses.count() - 1)).isEqualTo(expected.steps());
    }

    @Test
    void oldRulesReadAsBefore() {
        JobSpecification job = read(NOISY.formatted("float64", "loss", 5, 0, false)
                .replace("\"monitor\": \"loss\", ", "")
                .replace(", \"restoreBest\": false", ""));

        assertThat(job.text().json().get("stop"))
                .isEqualTo(
                        JSON.readTree(
                                "{\"lossBelow\": null, \"patience\": 5, \"minDelta\": 0.0, \"monitor\": \"loss\", \"restoreBest\": false}"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', testLoss, noTestRows",
        "', \"testFraction\": 0.5', testAccuracy, noClasses",
        "', \"testFraction\": 0.5', testloss, choice",
        "'', testAccuracy, noTestRows"
    })
    void monitorThatCannotBeIsAFault(String more, String monitor, String code) {
        String json = """
                {"model": {"expression": "w * x", "parameters": {"w": 0.0}},
                 "data": {"x": [1, 2, 3, 4], "y": [1, 2, 3, 4]%s}, "stop": {"monitor": "%s", "patience": 3}}""";

        assertThatThrownBy(() -> read(json.formatted(more, monitor)))
                .isInstanceOfSatisfying(
                        InvalidSpecification.class,
                        invalid -> assertThat(invalid.faults()).anySatisfy(fault -> {
                            assertThat(fault.pointer()).isEqualTo("/stop/monitor");
                            assertThat(fault.code()).isEqualTo(code);
                        }));
    }
}
