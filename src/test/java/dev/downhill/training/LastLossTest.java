package dev.downhill.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.record.Checkpoints;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Outcome;
import dev.downhill.training.run.Trainer;
import dev.downhill.training.run.TrainingResult;
import dev.downhill.training.step.Divergence;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The loss after the last update may be the first number of a run that is not finite. */
class LastLossTest {
    /** The first update takes w to -0.5. */
    private static final String ROOT = """
            {"model": {"expression": "sqrt(w) * x", "parameters": {"w": 0.5}}, "data": {"x": [1.0], "y": [0.0]},
             "optimizer": {"type": "sgd", "learningRate": %s}, "steps": %d%s}""";

    private static JobSpecification job(String json) {
        return new SpecificationReader(Limits.DEFAULT).read(new JsonMapper().readTree(json));
    }

    private static TrainingResult run(String json) {
        return new Trainer(job(json)).run(Interruption.NEVER);
    }

    @Test
    void nonFiniteLossAfterTheLastUpdateIsDivergence() {
        TrainingResult one = run(ROOT.formatted(1.0, 1, ""));
        TrainingResult two = run(ROOT.formatted(1.0, 2, ""));

        assertThat(one.outcome()).isEqualTo(Outcome.DIVERGED);
        assertThat(one.steps()).isEqualTo(1);
        assertThat(one.finalLoss()).isNull();
        assertThat(one.checkpoint().parameters().get("w")).containsExactly(-0.5);
        assertThat(one.divergence()).isEqualTo(Divergence.ofLoss(2));
        assertThat(two.outcome()).isEqualTo(one.outcome());
        assertThat(two.steps()).isEqualTo(one.steps());
        assertThat(two.divergence()).isEqualTo(one.divergence());
    }

    @Test
    void runWithANonFiniteLastLossHasNotConverged() {
        TrainingResult result = run(ROOT.formatted(1.0, 100, ", \"stop\": {\"lossBelow\": 1}"));

        assertThat(result.outcome()).isEqualTo(Outcome.DIVERGED);
        assertThat(result.steps()).isEqualTo(1);
    }

    @Test
    void cancelledRunReportsANonFiniteLoss() {
        var trainer = new Trainer(job(ROOT.formatted(1.0, 100, "")));

        TrainingResult result = trainer.run(() -> trainer.step() == 1 ? Outcome.CANCELLED : null);

        assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(result.divergence()).isEqualTo(Divergence.ofLoss(2));
    }

    @Test
    void forkContinuesTheStepNumbers() {
        Checkpoint start = run(ROOT.formatted(0.01, 3, "")).checkpoint();

        TrainingResult result = new Trainer(job(ROOT.formatted(1.0, 4, "")), start, new Checkpoints(start, 1, 1 << 20))
                .run(Interruption.NEVER);

        assertThat(result.outcome()).isEqualTo(Outcome.DIVERGED);
        assertThat(result.divergence()).isEqualTo(Divergence.ofLoss(5));
    }

    @Test
    void sumOverAllRowsMayOverflowAlone() {
        TrainingResult result = run("""
                {"model": {"expression": "w * x", "parameters": {"w": 0}}, "data": {"x": [0, 0, 0, 0], "y": [1e19, 1e19, 1e19, 1e19]},
                 "loss": {"type": "mse", "reduction": "sum"}, "dtype": "float32", "batchSize": 1, "steps": 4}""");

        assertThat(result.finalLoss()).isNull();
        assertThat(result.outcome()).isEqualTo(Outcome.DIVERGED);
        assertThat(result.steps()).isEqualTo(4);
    }

    @Test
    void nonFiniteTestLossDoesNotEndTraining() {
        TrainingResult result = IntStream.range(0, 100)
                .mapToObj(seed -> job("""
                        {"model": {"expression": "exp(w * x)", "parameters": {"w": 1}}, "seed": %d, "steps": 3,
                         "data": {"x": [0, 0.1, 0.2, 800], "y": [1, 1, 1, 1], "testFraction": 0.25}}""".formatted(seed)))
                .filter(job ->
                        Objects.requireNonNull(job.data().test()).target().rows() == 1
                                && job.data().test().inputs().getFirst().values()[0] == 800)
                .map(job -> new Trainer(job).run(Interruption.NEVER))
                .findFirst()
                .orElseThrow();

        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(result.finalLoss()).isNotNull();
        assertThat(result.divergence()).isNull();
        assertThat(result.metrics()).doesNotContainKey("testLoss");
    }

    @Test
    void rowWithANaNOutputIsNotRight() {
        TrainingResult result = run("""
                {"model": {"expression": "log(w) * x", "parameters": {"w": -1}}, "loss": "bceWithLogits",
                 "data": {"x": [1, 2, 3], "y": [0, 0, 0]}, "steps": 3}""");

        assertThat(result.outcome()).isEqualTo(Outcome.DIVERGED);
        assertThat(result.steps()).isZero();
        assertThat(result.metrics()).containsEntry("accuracy", 0.0);
    }

    @Test
    void textEndsWhereTheModelGivesNaN() {
        String large = "\"init\": {\"type\": \"constant\", \"value\": 1e200}";
        JobSpecification job = job("""
                {"model": {"layers": [{"type": "embedding", "embeddingDim": 2, %1$s}, {"type": "flatten"},
                  {"type": "linear", "units": 2, %1$s}]}, "data": {"text": "abababab", "context": 2}, "steps": 2}""".formatted(large));

        TrainingResult result = new Trainer(job).run(Interruption.NEVER);

        assertThat(result.outcome()).isEqualTo(Outcome.DIVERGED);
        assertThat(result.sample()).isEqualTo("ab");
    }
}
