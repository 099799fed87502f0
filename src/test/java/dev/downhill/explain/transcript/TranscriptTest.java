package dev.downhill.explain.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.downhill.FirstLesson;
import dev.downhill.explain.transcript.Convention.LossKind;
import dev.downhill.explain.transcript.Convention.Moment;
import dev.downhill.explain.transcript.Transcript.UncheckedNumber;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class TranscriptTest {
    /** Two batches an epoch; the weight goes 0, 0.4, 1.68, 1.744, ... and the losses are 4, 10.24, 0.1024, ... */
    private static final String BATCHES = """
            {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [1, 2], "y": [2, 4]},
             "optimizer": {"type": "sgd", "learningRate": 0.1}, "batchSize": 1, "shuffle": false, "steps": 6}""";

    private static final String ROW_BY_ROW = """
            {"model": {"expression": "w*x", "parameters": {"w": 1.0}}, "data": {"x": [1, 2, 3], "y": [2, 4, 6]},
             "optimizer": {"type": "sgd", "learningRate": 0.01}, "batchSize": 1, "shuffle": false, "steps": 3}""";

    private static final String AREAS = """
            {"model": {"expression": "w*x+b", "parameters": {"w": 0.0, "b": 0.0}},
             "data": {"x": [100, 150, 200, 250, 300], "y": [150, 175, 200, 225, 250]},
             "loss": {"expression": "0.5*(yPred-y)**2"}, "optimizer": {"type": "sgd", "learningRate": 1e-5}, "steps": 3}""";

    private static final String LAYER = """
            {"model": {"layers": [{"type": "linear", "units": 1, "weight": [[0.5, 0.2]], "bias": [0.1]}]},
             "data": {"x": [[1, 2], [3, 4]], "y": [1, 2]}, "optimizer": {"type": "sgd", "learningRate": 0.01}, "steps": 3}""";

    @Test
    void tableOfTheFirstLessonIsWrongFromItsSecondLineOn() {
        Transcript check = check(
                FirstLesson.JSON,
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
    void findsTheMeaningOfLines(String one, String two, int first, Moment parameters, LossKind loss) {
        Transcript check = check(FirstLesson.JSON, one, two);

        assertThat(check.wrong()).isEmpty();
        assertThat(check.agrees()).isTrue();
        assertThat(check.convention()).isEqualTo(new Convention(first, parameters, loss));
    }

    @Test
    void acceptsTheMeanOfBatchesAsTheLossOfAnEpoch() {
        Transcript check = check(BATCHES, "Epoch 1: loss=7.12, w=1.68", "Epoch 2: loss=0.1823");

        assertThat(check.convention().loss()).isEqualTo(LossKind.EPOCH_MEAN);
        assertThat(check.agrees()).isTrue();
    }

    @Test
    void comparesAListElementByElement() {
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
    void acceptsANumberRoundedToItsPrintedDigits(String printed) {
        assertThat(check(FirstLesson.JSON, "step 1: w=" + printed + ", loss=36").agrees())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.5", "2.41", "3", "2.4001", "nan", "-2.4"})
    void refusesANumberThatIsNotTheRoundedOne(String printed) {
        assertThat(check(FirstLesson.JSON, "step 1: w=" + printed + ", loss=36", "step 2: loss=1.44")
                        .agrees())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"| %s | %s | %s |", "%s %s %s", "%s, %s, %s", "%s\t%s\t%s"})
    void readsRowsOfATableByTheirHeader(String row) {
        Transcript check = check(
                FirstLesson.JSON,
                row.formatted("Step", "w", "Loss"),
                "|---|---|---|",
                row.formatted("1", "2.4000", "36.0000"),
                row.formatted("2", "2.8800", "5.7600"));

        assertThat(check.unchecked()).isEmpty();
        assertThat(Objects.requireNonNull(check.firstWrong()).right())
                .isEqualTo(row.formatted("2", "2.8800", "1.4400"));
    }

    @Test
    void skipsLinesWithoutNumbers() {
        Transcript check = check(
                FirstLesson.JSON, "Training...", "step 1: loss=36, w=2.4", "", "done after 12.3 seconds, 1ms/step");

        assertThat(check.agrees()).isTrue();
        assertThat(check.checked()).isEqualTo(2);
        assertThat(check.unchecked()).isEmpty();
    }

    @Test
    void listsUncheckedNumbersWithTheReason() {
        Transcript check = check(FirstLesson.JSON, "Using 3 threads", "step 1: loss=36, accuracy=0.5");

        assertThat(check.agrees()).isFalse();
        assertThat(check.firstWrong()).isNull();
        assertThat(check.checked()).isEqualTo(1);
        assertThat(check.unchecked())
                .containsExactly(
                        new UncheckedNumber(1, "Using", "3", "'Using' is not the name of a number of a run"),
                        new UncheckedNumber(
                                2, "accuracy", "0.5", "the targets are not classes, so there is no accuracy"));
    }

    @Test
    void readsAGradientAfterInputAndTarget() {
        Transcript check = check(
                ROW_BY_ROW,
                "\tgrad: 1.0 2.0 -2.0",
                "\tgrad: 2.0 4.0 -7.840000152587891",
                "\tgrad: 3.0 6.0 -16.228801727294922");

        assertThat(check.agrees()).isTrue();
        assertThat(check.checked()).isEqualTo(9);
        assertThat(check.comparison().precision()).isEqualTo("float32");
        assertThat(check.readings().getFirst().reading()).isEqualTo("the input, the target, the gradient of w");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\tgrad: 1.0 2.0 -2.5", "\tgrad: 5.0 2.0 -2.0", "\tgrad: 1.0 2.0 -2.0 7.0"})
    void doesNotBlameSeveralNumbersAfterAName(String line) {
        Transcript check = check(ROW_BY_ROW, line);

        assertThat(check.agrees()).isFalse();
        assertThat(check.wrong()).isEmpty();
        assertThat(check.unchecked().getFirst().reason()).contains("numbers, and it is unclear which of them it names");
    }

    @Test
    void findsABrokenGradientAfterItsData() {
        Transcript check = check(ROW_BY_ROW, "grad: 1.0 2.0 -2.0", "grad: 2.0 4.0 -7.64", "grad: 3.0 6.0 -16.23");

        assertThat(Objects.requireNonNull(check.firstWrong()).right()).isEqualTo("grad: 2.0 4.0 -7.84");
    }

    @Test
    void checksEveryNumberOfALine() {
        Transcript check = check(
                AREAS,
                "Iteration 0: Cost 9.99e+03  dj_dw: -9.250e+04, dj_db: -9.000e+02   w: 4.250e-01, b: 2.00000e-03");

        assertThat(check.checked()).isEqualTo(5);
        Transcript.WrongLine first = Objects.requireNonNull(check.firstWrong());
        assertThat(first.right())
                .isEqualTo("Iteration 0: Cost 2.06e+04 (before the update; 6.63e+03 after it)  dj_dw: -4.250e+04, "
                        + "dj_db: -2.000e+02   w: 4.250e-01, b: 2.00000e-03");
        assertThat(first.numbers()).extracting(Transcript.WrongNumber::name).containsExactly("Cost", "dj_dw", "dj_db");
        assertThat(first.numbers().getFirst().alternatives())
                .extracting(Transcript.Alternative::reading)
                .containsExactly("after the update");
    }

    @ParameterizedTest
    @CsvSource({"2.06e+04, true", "6.63e+03, true", "9.99e+03, false", "2.07e+04, false"})
    void acceptsASingleCostBeforeOrAfterTheUpdate(String cost, boolean agrees) {
        String line =
                "Iteration 0: Cost " + cost + "  dj_dw: -4.250e+04, dj_db: -2.000e+02   w: 4.250e-01, b: 2.00000e-03";

        assertThat(check(AREAS, line).agrees()).isEqualTo(agrees);
    }

    @Test
    void showsBothReadingsOfALineThatFitsNone() {
        String json = """
                {"model": {"expression": "w*x+b", "parameters": {"w": 0.0, "b": 0.0}}, "data": {"x": [1, 2, 3, 4], "y": [2, 4, 6, 8]},
                 "loss": {"expression": "0.5*(yPred-y)**2"}, "optimizer": {"type": "sgd", "learningRate": 0.01}, "steps": 3}""";

        Transcript.WrongLine first = Objects.requireNonNull(
                check(json, "Iteration 0: cost = 49.11125").firstWrong());

        assertThat(first.right()).isEqualTo("Iteration 0: cost = 15.00000 (before the update; 12.60437 after it)");
        assertThat(first.numbers().getFirst().right()).isEqualTo(15.0);
    }

    @Test
    void readsTheWeightsOfLayers() {
        Transcript check = check(LAYER, "step 1: 0.weight=[[9.4880, 0.1840]], 0.bias=[0.0960], loss=0.0800");

        assertThat(check.checked()).isEqualTo(4);
        assertThat(Objects.requireNonNull(check.firstWrong()).right())
                .isEqualTo("step 1: 0.weight=[[0.4880, 0.1840]], 0.bias=[0.0960], loss=0.0800");
        assertThat(check.firstWrong().numbers().getFirst().name()).isEqualTo("0.weight[0][0]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.weight=[[%s, 0.1840]] 0.bias=[0.0960]",
                "fc1.weight=tensor([[%s, 0.1840]], requires_grad=True), fc1.bias=tensor([0.0960], requires_grad=True)",
                "W1[0][0] = %s, W1[0][1] = 0.1840, b1[0] = 0.0960",
                "weight: [[%s 0.1840]] bias: [0.0960]",
                "net.0.weight[0,0]: %s",
                "W:\n[[%s\n  0.1840]]",
                "0.weight: Parameter containing:\ntensor([[%s, 0.1840]], requires_grad=True)",
                "coefficients: [%s 0.184], intercept: 0.096",
                "weights array([%s, 0.184])",
                "|0.weight|=0.5215 and 0.weight[0][0] is %s"
            })
    void weightsHaveManyNamesAndForms(String form) {
        String line = "step 1: " + form;

        assertThat(check(LAYER, line.formatted("0.4880").split("\n")).agrees()).isTrue();
        assertThat(check(LAYER, line.formatted("0.4980").split("\n")).wrong()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dw: %s",
                "db: -24.000, dw=%s",
                "dj_dw: %s",
                "dJ_dw = %s",
                "dL/dw = %s",
                "\u2202L/\u2202w = %s",
                "dL_dw %s",
                "w.grad: tensor(%s)",
                "grad_w: %s",
                "w_grad %s",
                "gradient of w: %s",
                "grad(w) = %s",
                "\u2207w = %s"
            })
    void gradientsHaveManyNames(String form) {
        String json = FirstLesson.JSON
                .replace("w * x", "w * x + 0 * b + b")
                .replace("{\"w\": 0.0}", "{\"w\": 0.0, \"b\": 0.0}")
                .replace("[2.0]", "[1.5]");

        assertThat(check(json, "step 1: " + form.formatted("-18.000").replace("-24.000", "-12.000"))
                        .agrees())
                .isTrue();
        assertThat(check(json, "step 1: " + form.formatted("-19.000").replace("-24.000", "-12.000"))
                        .wrong())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"m %s, c 0.1", "theta1=%s theta0=0.1", "slope: %s, intercept: 0.1", "theta = [0.1 %s]", "w: %s"})
    void slopesAndInterceptsHaveManyNames(String form) {
        String json = """
                {"model": {"expression": "w * x + b", "parameters": {"w": 0.0, "b": 0.0}}, "data": {"x": [1, 2, 3, 4], "y": [2, 4, 6, 8]},
                 "optimizer": {"type": "sgd", "learningRate": 0.01}, "steps": 3}""";

        assertThat(check(json, "Epoch 1, " + form.formatted("0.3")).agrees()).isTrue();
        assertThat(check(json, "Epoch 1, " + form.formatted("0.7")).wrong()).hasSize(1);
    }

    @Test
    void comparesSettings() {
        assertThat(check(FirstLesson.JSON, "lr=0.1, momentum: 0.0, epochs=10", "step 1: w=2.4")
                        .agrees())
                .isTrue();
        assertThat(Objects.requireNonNull(check(FirstLesson.JSON, "lr=0.5", "step 1: w=2.4")
                                .firstWrong())
                        .right())
                .isEqualTo("lr=0.1");
    }

    @Test
    void listsAnotherNumberOfStepsThanSpecified() {
        assertThat(check(FirstLesson.JSON, "Epoch 1/10: w=2.4").agrees()).isTrue();
        assertThat(check(FirstLesson.JSON, "Epoch 1/12: w=2.4").unchecked())
                .extracting(UncheckedNumber::printed)
                .containsExactly("12");
    }

    @Test
    void listsStepsOutOfOrder() {
        Transcript check = check(FirstLesson.JSON, "step 1: loss=36", "step 1: loss=36");

        assertThat(check.wrong()).isEmpty();
        assertThat(check.unchecked().getFirst().reason())
                .isEqualTo("it does not follow the number 1 of the line before");
    }

    @Test
    void doesNotCountLinesAfterAGap() {
        assertThat(check(FirstLesson.JSON, "w=2.4 loss=36", "w=2.88 loss=1.44", "...", "w=3.0 loss=0.0")
                        .agrees())
                .isTrue();
        assertThat(check(FirstLesson.JSON, "w=2.4 loss=36", "w=2.88 loss=1.44", "...", "w=2.97 loss=0.5")
                        .unchecked())
                .extracting(UncheckedNumber::reason)
                .containsOnly("the line does not name its step, and no step fits");
    }

    @Test
    void acceptsCutOffDigitsIfAllAreCutOff() {
        assertThat(check(FirstLesson.JSON, "w=2.4 loss=36.0", "w=2.8 loss=1.4", "w=2.9 loss=0.0", "w=2.9 loss=0.0")
                        .comparison()
                        .digits())
                .isEqualTo("truncated");
        assertThat(check(FirstLesson.JSON, "w=2.4 loss=36.0", "w=2.8 loss=1.4", "w=3.0 loss=0.1")
                        .agrees())
                .isFalse();
    }

    @Test
    void wordsTellParametersBeforeTheUpdateFromThoseAfter() {
        assertThat(check(FirstLesson.JSON, "step 1: w before 0.0, w after 2.4").agrees())
                .isTrue();
        assertThat(check(FirstLesson.JSON, "step 1: w_old=0.0 w_new=2.4").agrees())
                .isTrue();
        assertThat(check(FirstLesson.JSON, "step 1: w: 0.0 -> 2.4", "step 2: w: 2.4 -> 2.88")
                        .agrees())
                .isTrue();
    }

    @Test
    void doesNotTakeAReadingThatFitsOneOfSeveralLines() {
        Transcript check = check(FirstLesson.JSON, "step 1: loss=36", "step 2: loss=0.9", "step 3: loss=0.0576");

        assertThat(check.convention().loss()).isEqualTo(LossKind.BEFORE_UPDATE);
        assertThat(check.wrong()).extracting(Transcript.WrongLine::right).containsExactly("step 2: loss=1.4");
    }

    @Test
    void manyBracketsCostLittle() {
        String brackets = "[1 ".repeat(200);
        String[] lines = new String[100];
        Arrays.fill(lines, brackets);
        lines[0] = "step 1: loss=36";

        assertThat(check(FirstLesson.JSON, lines).checked()).isEqualTo(1);
    }

    @Test
    void lineAfterTheLastStepHasNoCorrection() {
        Transcript check = check(
                FirstLesson.JSON,
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
    void acceptsNaNWhereARunLeavesTheFiniteRange() {
        String json = """
                {"model": {"expression": "log(w) * x", "parameters": {"w": 0.5}}, "data": {"x": [1.0], "y": [-9.0]},
                 "optimizer": {"type": "sgd", "learningRate": 1}, "steps": 9}""";

        Transcript check = check(json, "step 1: loss=69.0", "step 2: loss=nan");

        assertThat(check.agrees()).isTrue();
    }

    @Test
    void refusesLinesWithoutAnyNumberOfTheRun() {
        assertThatThrownBy(() -> check(FirstLesson.JSON, "hello", "accuracy: 0.9"))
                .isInstanceOf(UnreadableTranscript.class)
                .hasMessageContaining("the parameters are w");
    }

    private static Transcript check(String json, String... lines) {
        JobSpecification job = new SpecificationReader(Limits.DEFAULT).read(new JsonMapper().readTree(json));
        return Transcript.of(job, List.of(lines));
    }
}
