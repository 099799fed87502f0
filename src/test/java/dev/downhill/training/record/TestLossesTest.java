package dev.downhill.training.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Trainer;
import dev.downhill.training.run.TrainingResult;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class TestLossesTest {
    @SuppressWarnings("InlineFormatString")
    private static final String JSON = """
            {"model": {"layers": [{"type": "linear", "units": 4, "activation": "tanh"}, {"type": "linear", "units": 1}]},
             "data": {"generator": "moons", "n": 40, "testFraction": %s}, "loss": "bceWithLogits", %s "seed": 3, "steps": %s}""";

    /** The looks are at most a hundred, and at most one row for ten that are trained on; the end is always looked at. */
    @ParameterizedTest
    @CsvSource({
        "0.5, '', 1000, 100",
        "0.5, '', 100, 10",
        "0.5, '\"batchSize\": 5,', 1000, 25",
        "0.5, '', 5, 1",
        "0, '', 100, 0"
    })
    void evaluatesTestRowsFromTimeToTime(double fraction, String more, int steps, int looks) {
        var trainer = trainer(fraction, more, steps);

        TrainingResult result = trainer.run(Interruption.NEVER);

        TestLosses losses = trainer.trajectory().testLosses();
        assertThat(losses.count()).isEqualTo(looks);
        if (looks > 0) {
            assertThat(losses.step(looks - 1)).isEqualTo(steps);
            assertThat(losses.loss(looks - 1))
                    .isEqualTo(Objects.requireNonNull(result.metrics().get("testLoss")));
        }
    }

    @ParameterizedTest
    @CsvSource({"''", "'\"batchSize\": 5,'", "'\"record\": {\"every\": 7},'"})
    void evaluationAtAStepEqualsThatOfARunEndingThere(String more) {
        var trainer = trainer(0.5, more, 200);
        var unused = trainer.run(Interruption.NEVER);
        TestLosses losses = trainer.trajectory().testLosses();
        int middle = losses.count() / 2;

        TrainingResult shorter = trainer(0.5, more, (int) losses.step(middle)).run(Interruption.NEVER);

        assertThat(losses.loss(middle))
                .isEqualTo(Objects.requireNonNull(shorter.metrics().get("testLoss")));
    }

    private static Trainer trainer(double fraction, String more, int steps) {
        return new Trainer(new SpecificationReader(Limits.DEFAULT)
                .read(new JsonMapper().readTree(JSON.formatted(fraction, more, steps))));
    }
}
