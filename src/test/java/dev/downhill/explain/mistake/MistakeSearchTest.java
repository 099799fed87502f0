package dev.downhill.explain.mistake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.downhill.explain.transcript.Comparison;
import dev.downhill.explain.transcript.UnreadableTranscript;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Random programs with a mistake, or with two: {@code -Dmistake.draws=10} tries ten times as many. */
@Execution(ExecutionMode.CONCURRENT)
class MistakeSearchTest {
    private static final int DRAWS = Integer.getInteger("mistake.draws", 1);
    private static final long SEED = 50_000;
    private static final Duration LONG = Duration.ofSeconds(5);

    private static @Nullable Mistakes search(JobSpecification job, List<String> lines) {
        return MistakeSearch.of(job, Comparison.of(job, lines), LONG);
    }

    private static Mistakes found(JobSpecification job, String... lines) {
        return Objects.requireNonNull(search(job, List.of(lines)), "no line is wrong");
    }

    private static List<String> kinds(List<FoundMistake.Change> changes) {
        return changes.stream().map(FoundMistake.Change::kind).sorted().toList();
    }

    /**
     * The share of mistakes that are named: the first answer is the mistake, or prints the same numbers.
     *
     * @param listed how often the mistake itself stands in the answer, first or among those that print the same
     */
    private record Rates(int searched, int named, int listed) {}

    private static Rates rates(int wanted, int mistakes, long seed) {
        int searched = 0;
        int named = 0;
        int listed = 0;
        for (long draw = seed; searched < wanted; draw++) {
            var printout = MistakenPrintout.of(new SplittableRandom(draw), mistakes);
            Mistakes answer = answer(printout);
            if (answer == null) {
                continue;
            }
            searched++;
            named += answer.found().isEmpty() ? 0 : 1;
            boolean itself = answer.found().stream()
                    .flatMap(each -> Stream.concat(Stream.of(each.changes()), each.equal().stream()))
                    .anyMatch(changes -> kinds(changes).equals(printout.kinds()));
            listed += itself ? 1 : 0;
        }
        return new Rates(searched, named, listed);
    }

    /** Returns null where the mistake does not show: in the printed digits, or because its numbers are beyond reading. */
    private static @Nullable Mistakes answer(MistakenPrintout printout) {
        try {
            return printout.isReadable() ? search(printout.job(), printout.lines()) : null;
        } catch (UnreadableTranscript e) {
            return null;
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 200, 0.9", "2, 60, 0.7"})
    void namesTheMistakesOfRandomPrograms(int mistakes, int wanted, double least) {
        Rates rates = rates(DRAWS * wanted, mistakes, SEED);

        System.out.printf(
                "%d mistake(s): named %d of %d, itself listed %d%n",
                mistakes, rates.named(), rates.searched(), rates.listed());
        assertThat((double) rates.named() / rates.searched()).isGreaterThanOrEqualTo(least);
    }

    @Test
    void namesNoMistakeOfARightPrintout() {
        for (long seed = SEED; seed < SEED + 100L * DRAWS; seed++) {
            var printout = MistakenPrintout.of(new SplittableRandom(seed), 0);

            assertThat(search(printout.job(), printout.lines()))
                    .as("seed %d%n%s", seed, printout)
                    .isNull();
        }
    }

    @Test
    void namesNoMistakeForAWrongDigit() {
        int alarms = 0;
        for (long seed = SEED; seed < SEED + 15L * DRAWS; seed++) {
            var random = new SplittableRandom(seed);
            var printout = MistakenPrintout.of(random, 0);
            if (printout.isReadable()) {
                Mistakes mistakes = search(printout.job(), printout.mistyped(random));
                alarms += mistakes == null || mistakes.found().isEmpty() ? 0 : 1;
            }
        }

        assertThat(alarms).isZero();
    }

    private static JobSpecification job(String json) {
        return new SpecificationReader(Limits.DEFAULT).read(new JsonMapper().readTree(json));
    }

    /** Matt Mazur, "A Step by Step Backpropagation Example", 2015. */
    private static JobSpecification mazur(String frozen) {
        return job("""
                {"model": {"layers": [
                   {"type": "linear", "units": 2, "activation": "sigmoid",
                    "weight": [[0.15, 0.20], [0.25, 0.30]], "bias": [0.35, 0.35]},
                   {"type": "linear", "units": 2, "activation": "sigmoid",
                    "weight": [[0.40, 0.45], [0.50, 0.55]], "bias": [0.60, 0.60]}]},
                 "data": {"x": [[0.05, 0.10]], "y": [[0.01, 0.99]]},
                 "loss": {"expression": "0.5 * (y - yPred) ** 2", "reduction": "sum"}, "frozen": %s,
                 "optimizer": {"type": "sgd", "learningRate": 0.5}, "steps": 2}""".formatted(frozen));
    }

    @Test
    void mazursErrorAfterOneRoundGoesBackThroughUpdatedOutputWeights() {
        Mistakes mistakes = found(mazur("[\"0.bias\", \"1.bias\"]"), "E_total = 0.298371109", "E_total = 0.291027924");

        assertThat(mistakes.found()).hasSize(1);
        FoundMistake mistake = mistakes.found().getFirst();
        assertThat(kinds(mistake.changes())).containsExactly("laterWeightsFirst");
        assertThat(mistake.equal()).isEmpty();
        assertThat(mistake.support().line()).isEqualTo(2);
        assertThat(mistake.support().digits()).isEqualTo(3);
    }

    @Test
    void mazursErrorIsThatOfFixedBiasesToo() {
        Mistakes mistakes = found(mazur("[]"), "E_total = 0.298371109", "E_total = 0.291027924");

        assertThat(mistakes.found()).hasSize(1);
        assertThat(kinds(mistakes.found().getFirst().changes()))
                .containsExactly("biasesNotUpdated", "laterWeightsFirst");
    }

    private static JobSpecification firstLesson() {
        return job("""
                {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [2.0], "y": [6.0]},
                 "optimizer": {"type": "sgd", "learningRate": 0.1}, "steps": 10}""");
    }

    @Test
    void saysWhatAForgottenZeroGradPrints() {
        Mistakes mistakes = found(
                firstLesson(),
                "step 1: w=2.4000, loss=36.0000",
                "step 2: w=5.2800, loss=1.4400",
                "step 3: w=6.3360, loss=20.7936",
                "step 4: w=4.7232, loss=44.5156");

        assertThat(mistakes.answer())
                .isEqualTo(
                        "The gradients are not set to zero after a step (zero_grad is missing), so they add up. With it all 8 checked"
                                + " numbers are right. It explains 27 digits of 5 numbers on 3 lines that the specification does"
                                + " not print, from line 2 (step 2) on.");
    }

    /** The table of the page from which the first lesson comes: its losses are of no program. */
    @Test
    void saysThatNoMistakePrintsATableOfNoProgram() {
        Mistakes mistakes = found(
                firstLesson(),
                "step 1: w=2.4000, loss=36.0000",
                "step 2: w=2.8800, loss=5.7600",
                "step 3: w=3.0240, loss=0.9216");

        assertThat(mistakes.found()).isEmpty();
        assertThat(mistakes.complete()).isTrue();
        assertThat(mistakes.tried()).isEqualTo(mistakes.candidates());
        assertThat(mistakes.answer()).startsWith("None of ").endsWith(" pairs).");
    }

    @Test
    void aLastDigitIsNoEvidence() {
        Mistakes mistakes = found(
                firstLesson(),
                "step 1: w=2.4000, loss=36.0000",
                "step 2: w=2.8800, loss=1.4401",
                "step 3: w=2.9760, loss=0.0576");

        assertThat(mistakes.found()).isEmpty();
    }

    @Test
    void saysHowManyWereTriedWithinATimeLimit() {
        Comparison comparison =
                Comparison.of(firstLesson(), List.of("step 1: w=2.4000", "step 2: w=2.9900", "step 3: w=3.0240"));
        Mistakes mistakes = Objects.requireNonNull(MistakeSearch.of(firstLesson(), comparison, Duration.ofNanos(1)));

        assertThat(mistakes.complete()).isFalse();
        assertThat(mistakes.tried()).isZero();
        assertThat(mistakes.answer())
                .startsWith(
                        "None of the 0 mistakes that were tried prints this. The time limit ended the search: there are ");
    }

    @Test
    void stopsWhereItsThreadIsInterrupted() {
        Comparison comparison =
                Comparison.of(firstLesson(), new ArrayList<>(List.of("step 1: w=2.4000", "step 2: w=2.9900")));
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> MistakeSearch.of(firstLesson(), comparison, LONG))
                    .isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
