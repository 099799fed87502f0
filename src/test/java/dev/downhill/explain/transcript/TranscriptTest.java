package dev.downhill.explain.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.downhill.explain.transcript.Convention.LossKind;
import dev.downhill.explain.transcript.Convention.Moment;
import dev.downhill.training.specification.JobSpecification;
import dev.downhill.training.specification.Limits;
import dev.downhill.training.specification.SpecificationReader;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class TranscriptTest {
    private static final String SEED = """
            {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [2.0], "y": [6.0]},
             "optimizer": {"type": "sgd", "learningRate": 0.1}, "steps": 10}""";

    /** Two batches an epoch; the weight goes 0, 0.4, 1.68, 1.744, ... and the losses are 4, 10.24, 0.1024, ... */
    private static final String BATCHES = """
            {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [1, 2], "y": [2, 4]},
             "optimizer": {"type": "sgd", "learningRate": 0.1}, "batchSize": 1, "shuffle": false, "steps": 6}""";

    @Test
    void theTableOfTheSeedLessonIsWrongFromItsSecondLineOn() {
        Transcript check = check(
                SEED,
                "step 1: w=2.4000, loss=36.0000",
                "step 2: w=2.8800, loss=5.7600",
                "step 3: w=3.0240, loss=0.9216");

        assertThat(check.agrees()).isFalse();
        assertThat(check.checked()).isEqualTo(6);
        assertThat(check.convention()).isEqualTo(new Convention(1, Moment.AFTER_UPDATE, LossKind.BEFORE_UPDATE));
        Transcript.WrongLine first = Objects.requireNonNull(check.firstWrong());
        assertThat(first.line()).isEqualTo(2);
        assertThat(first.right()).isEqualTo("step 2: w=2.8800, loss=1.4400");
        assertThat(first.numbers()).extracting(Transcript.WrongNumber::name).containsExactly("loss");
        assertThat(check.wrong()).hasSize(2);
        assertThat(check.wrong().get(1).right()).isEqualTo("step 3: w=2.9760, loss=0.0576");
        assertThat(check.wrong().get(1).numbers())
                .extracting(Transcript.WrongNumber::name)
                .containsExactly("w", "loss");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "step 1: w=2.4000, loss=36.0000 | step 2: w=2.8800, loss=1.4400 | 1 | AFTER_UPDATE | BEFORE_UPDATE",
                "Epoch 0/10, Loss: 36.0, w: 2.4 | Epoch 1/10, Loss: 1.44, w: 2.88 | 0 | AFTER_UPDATE | BEFORE_UPDATE",
                "iteration 1 w=0 cost=36 | iteration 2 w=2.4 cost=1.44 | 1 | BEFORE_UPDATE | BEFORE_UPDATE",
                "step 1: w = 2.40, loss = 1.44 | step 2: w = 2.88, loss = 5.76e-02 | 1 | AFTER_UPDATE | AFTER_UPDATE",
                "step 0: w=0.0, loss=36.0 | step 1: w=2.4, loss=1.4 | 1 | AFTER_UPDATE | AFTER_UPDATE",
                "w=2.4, loss=36 | w=2.88, loss=1.44 | 1 | AFTER_UPDATE | BEFORE_UPDATE",
                "step 1: w=tensor(2.4000), w.grad=-24 | step 2: w=2.88, w.grad=-4.8 | 1 | AFTER_UPDATE | BEFORE_UPDATE",
                "step 1: dw=-24.0 | step 2: dw=-4.80 | 1 | AFTER_UPDATE | BEFORE_UPDATE"
            })
    void whatLinesMeanIsFoundOutFromThem(String one, String two, int first, Moment parameters, LossKind loss) {
        Transcript check = check(SEED, one, two);

        assertThat(check.wrong()).isEmpty();
        assertThat(check.agrees()).isTrue();
        assertThat(check.convention()).isEqualTo(new Convention(first, parameters, loss));
    }

    @Test
    void ofEpochsTheLossMayBeTheMeanOfTheirBatches() {
        Transcript check = check(BATCHES, "Epoch 1: loss=7.12, w=1.68", "Epoch 2: loss=0.1823");

        assertThat(check.convention().loss()).isEqualTo(LossKind.EPOCH_MEAN);
        assertThat(check.agrees()).isTrue();
    }

    @Test
    void aListIsComparedElementByElement() {
        String json = """
                {"model": {"expression": "x @ w", "parameters": {"w": [0, 0]}}, "data": {"x": [[1, 2]], "y": [5]},
                 "optimizer": {"type": "sgd", "learningRate": 0.1}, "steps": 3}""";

        assertThat(check(json, "step 1: w=[1.0, 2.0], loss=25").agrees()).isTrue();
        Transcript wrong = check(json, "step 1: w=[1.0, 2.5], loss=25");
        assertThat(Objects.requireNonNull(wrong.firstWrong()).right()).isEqualTo("step 1: w=[1.0, 2.0], loss=25");
        assertThat(wrong.firstWrong().numbers().getFirst().name()).isEqualTo("w[1]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.4", "2.40", "2", "2.4000000", "24e-1", "+2.40"})
    void aNumberMayBeRoundedToTheDigitsThatArePrinted(String printed) {
        assertThat(check(SEED, "step 1: w=" + printed + ", loss=36").agrees()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.5", "2.41", "3", "2.4001", "nan", "-2.4"})
    void aNumberThatIsNotThatRoundedOneIsWrong(String printed) {
        assertThat(check(SEED, "step 1: w=" + printed + ", loss=36", "step 2: loss=1.44")
                        .agrees())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"| %s | %s | %s |", "%s %s %s", "%s, %s, %s", "%s\t%s\t%s"})
    void theRowsOfATableAreReadByTheHeaderAboveThem(String row) {
        Transcript check = check(
                SEED,
                row.formatted("Step", "w", "Loss"),
                "|---|---|---|",
                row.formatted("1", "2.4000", "36.0000"),
                row.formatted("2", "2.8800", "5.7600"));

        assertThat(check.unchecked()).containsExactly(1, 2);
        assertThat(Objects.requireNonNull(check.firstWrong()).right())
                .isEqualTo(row.formatted("2", "2.8800", "1.4400"));
    }

    @Test
    void linesThatSayNothingOfTheRunAreLeftOut() {
        Transcript check = check(SEED, "Training...", "step 1: loss=36, accuracy=0.5", "", "done, lr=0.1");

        assertThat(check.agrees()).isTrue();
        assertThat(check.checked()).isEqualTo(1);
        assertThat(check.unchecked()).containsExactly(1, 3, 4);
    }

    @Test
    void aLineBeyondTheLastStepHasNoRightOne() {
        Transcript check = check(
                SEED,
                "step 1: w=2.4, loss=36",
                "step 10: w=3.0000",
                "step 11: w=3.0000",
                "step 900000000000: w=3.0000");

        assertThat(check.wrong()).hasSize(2).allSatisfy(line -> {
            assertThat(line.right()).isNull();
            assertThat(line.note()).contains("only 10 steps");
        });
    }

    @Test
    void whereARunLeavesTheFiniteRangeALineMaySayNan() {
        String json = """
                {"model": {"expression": "log(w) * x", "parameters": {"w": 0.5}}, "data": {"x": [1.0], "y": [-9.0]},
                 "optimizer": {"type": "sgd", "learningRate": 1}, "steps": 9}""";

        Transcript check = check(json, "step 1: loss=69.0", "step 2: loss=nan");

        assertThat(check.agrees()).isTrue();
    }

    @Test
    void linesWithoutAnyNumberOfTheRunAreRefused() {
        assertThatThrownBy(() -> check(SEED, "hello", "accuracy: 0.9"))
                .isInstanceOf(UnreadableTranscript.class)
                .hasMessageContaining("the parameters are w");
    }

    private static Transcript check(String json, String... lines) {
        JobSpecification job = new SpecificationReader(Limits.DEFAULT).read(new JsonMapper().readTree(json));
        return Transcript.of(job, List.of(lines));
    }
}
