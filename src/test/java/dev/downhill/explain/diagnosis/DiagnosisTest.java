package dev.downhill.explain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DiagnosisTest {
    private static final String LINE = """
            {"model": {"expression": "w * x + b", "parameters": {"w": 0, "b": 0}},
             "data": {"x": [1, 2, 3, 4], "y": [3.1, 4.9, 7.2, 8.8]}, "optimizer": {%s}, "steps": %s}""";

    private static final String FITTED = """
            {"model": {"layers": [{"type": "linear", "units": 64, "activation": "tanh"},
                                  {"type": "linear", "units": 64, "activation": "tanh"}, {"type": "linear", "units": 1}]},
             "data": {"generator": "%s", "n": %s, "noise": %s, "testFraction": 0.5}, "loss": "%s",
             "optimizer": {"type": "adam", "learningRate": 0.01}, "seed": 2, "steps": %s}""";

    record Case(String name, String json) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static String line(String optimizer, int steps) {
        return LINE.formatted(optimizer, steps);
    }

    private static String network(String activation, String optimizer, int steps) {
        return """
            {"model": {"layers": [{"type": "linear", "units": 8, "activation": "%s"}, {"type": "linear", "units": 1}]},
             "data": {"generator": "moons", "n": 60, "noise": 0.1}, "loss": "bceWithLogits", "optimizer": {%s}, "seed": 1,
             "steps": %s}""".formatted(activation, optimizer, steps);
    }

    /** So many layers of so many units. */
    private static String deep(int layers, String layer) {
        return """
                {"model": {"layers": [%s {"type": "linear", "units": 1}]}, "data": {"generator": "moons", "n": 40},
                 "loss": "mse", "optimizer": {"type": "sgd", "learningRate": 1e-6}, "steps": 3, "seed": 4}""".formatted((layer + ", ").repeat(layers));
    }

    private static String unforgetting(String json) {
        return json.replace("\"steps\"", "\"zeroGrad\": false, \"steps\"");
    }

    private static final Case HEALTHY_LESSON = new Case("the first lesson", FirstLesson.json(0.1, 10));
    private static final Case HEALTHY_NETWORK =
            new Case("a network that learns", network("tanh", "\"type\": \"adam\", \"learningRate\": 0.05", 200));
    private static final Case AT_THE_BOTTOM = new Case(
            "a run that begins at the bottom", FirstLesson.json(0.1, 20).replace("\"w\": 0.0", "\"w\": 3.0"));

    static Stream<Case> tooLarge() {
        return Stream.of(
                new Case("grows", FirstLesson.json(0.26, 10)),
                new Case("bounces at exactly the limit", FirstLesson.json(0.25, 10)),
                new Case("bounces a little below it", FirstLesson.json(0.2499, 10)),
                new Case("grows until it is not finite", FirstLesson.json(1, 1000)),
                new Case("is not finite at once", FirstLesson.json("1e200", 10)),
                new Case("a line", line("\"type\": \"sgd\", \"learningRate\": 0.2", 30)),
                new Case("a line with Adam", line("\"type\": \"adam\", \"learningRate\": 1000", 12)),
                new Case("a network", network("tanh", "\"type\": \"sgd\", \"learningRate\": 200", 60)));
    }

    @ParameterizedTest
    @MethodSource("tooLarge")
    void suggestsASmallerRateForOneThatIsTooLarge(Case job) {
        Diagnosis diagnosis = raised(job, "learningRateTooLarge");

        double suggested = number(diagnosis, "suggestedLearningRate");
        assertThat(suggested).isPositive().isLessThan(number(diagnosis, "learningRate"));
        assertThat(diagnosis.message()).contains(Numerals.of(suggested));
        double given = number(diagnosis, "learningRate");
        Run better = Ran.of(job.json()
                .replaceFirst("\"learningRate\": [^}, ]+", "\"learningRate\": " + suggested)
                .replaceFirst("\"steps\": 1000", "\"steps\": 50"));
        assertThat(better.loss().after())
                .as("at %s in place of %s", suggested, given)
                .isLessThan(better.loss().before());
        assertThat(Diagnosis.of(better)).extracting(Diagnosis::code).doesNotContain("learningRateTooLarge");
    }

    @Test
    void derivesTheRateLimitOfTheFirstLessonFromItsCurvature() {
        Diagnosis diagnosis = raised(new Case("grows", FirstLesson.json(0.26, 10)), "learningRateTooLarge");

        assertThat(diagnosis.numbers())
                .containsEntry("sharpness", 8.0)
                .containsEntry("learningRateLimit", 0.25)
                .containsEntry("suggestedLearningRate", 0.1);
        assertThat(diagnosis.message())
                .contains("grew from 36 to", "at rates above 2 / 8 = 0.25", "With 0.1 it falls from 36");
    }

    static Stream<Case> notTooLarge() {
        return Stream.of(
                HEALTHY_LESSON,
                HEALTHY_NETWORK,
                AT_THE_BOTTOM,
                new Case("bounces, but comes down", FirstLesson.json(0.24, 40)),
                new Case("hardly moves", FirstLesson.json(1e-6, 10)),
                new Case(
                        "momentum that swings",
                        line("\"type\": \"sgd\", \"learningRate\": 0.01, \"momentum\": 0.9", 200)),
                new Case("converged to rounding", FirstLesson.json(0.1, 2000)),
                new Case("leaves the domain of log", DOMAIN),
                new Case("goes uphill on purpose", FirstLesson.json("0.1, \"maximize\": true", 10)),
                new Case(
                        "noisy batches",
                        network("tanh", "\"type\": \"adam\", \"learningRate\": 0.02", 120)
                                .replace("\"steps\"", "\"batchSize\": 4, \"steps\"")));
    }

    @ParameterizedTest
    @MethodSource("notTooLarge")
    void doesNotBlameAGoodRate(Case job) {
        assertThat(codes(job)).doesNotContain("learningRateTooLarge");
    }

    static Stream<Case> tooSmall() {
        return Stream.of(
                new Case("the first lesson", FirstLesson.json(1e-4, 10)),
                new Case("the first lesson a little faster", FirstLesson.json(1e-3, 30)),
                new Case("a line with Adam", line("\"type\": \"adam\", \"learningRate\": 1e-6", 50)),
                new Case("a line with Adagrad", line("\"type\": \"adagrad\", \"learningRate\": 0.01", 20)),
                new Case("a network", network("tanh", "\"type\": \"sgd\", \"learningRate\": 1e-4", 100)),
                new Case(
                        "a network in batches",
                        network("tanh", "\"type\": \"sgd\", \"learningRate\": 1e-5", 90)
                                .replace("\"steps\"", "\"batchSize\": 20, \"steps\"")));
    }

    @ParameterizedTest
    @MethodSource("tooSmall")
    void suggestsALargerRateForALossThatCrawls(Case job) {
        Diagnosis diagnosis = raised(job, "learningRateTooSmall");

        double suggested = number(diagnosis, "suggestedLearningRate");
        Run own = Ran.of(job.json());
        Run better = Ran.of(job.json().replaceFirst("\"learningRate\": [^}, ]+", "\"learningRate\": " + suggested));
        assertThat(own.loss().before() - better.loss().after())
                .isGreaterThan(1.5 * (own.loss().before() - own.loss().after()));
        assertThat(IntStream.range(0, better.points()).mapToDouble(better.trajectory()::loss))
                .as("the loss never rises far above where it began")
                .allMatch(loss -> loss < 2.1 * own.loss().before());
    }

    static Stream<Case> notTooSmall() {
        return Stream.of(
                HEALTHY_LESSON,
                HEALTHY_NETWORK,
                AT_THE_BOTTOM,
                new Case("much too large", FirstLesson.json(0.26, 10)),
                new Case(
                        "at the bottom of noisy data",
                        LINE.formatted("\"type\": \"sgd\", \"learningRate\": 0.001", 100)
                                .replace("\"w\": 0, \"b\": 0", "\"w\": 1.94, \"b\": 1.15")),
                new Case("slow, but there in the end", FirstLesson.json(1e-3, 2000)));
    }

    @ParameterizedTest
    @MethodSource("notTooSmall")
    void doesNotBlameASmallRateForALossThatFalls(Case job) {
        assertThat(codes(job)).doesNotContain("learningRateTooSmall");
    }

    static Stream<Case> dead() {
        return Stream.of(
                new Case(
                        "a layer far on the negative side",
                        network("relu", "\"type\": \"sgd\", \"learningRate\": 0.01", 5)
                                .replace("\"units\": 8,", "\"units\": 2, \"bias\": [-100, -100],")),
                new Case(
                        "one of two units",
                        network("relu", "\"type\": \"sgd\", \"learningRate\": 0.01", 5)
                                .replace("\"units\": 8,", "\"units\": 2, \"bias\": [5, -100],")),
                new Case("an expression", """
                        {"model": {"expression": "relu(w * x + b)", "parameters": {"w": 1, "b": -50}},
                         "data": {"x": [1, 2, 3], "y": [1, 2, 3]}, "steps": 5}"""),
                new Case("killed by the first step", """
                        {"model": {"expression": "relu(w * x)", "parameters": {"w": 1}},
                         "data": {"x": [1, 2, 3], "y": [0.5, 1, 1.5]}, "optimizer": {"type": "sgd", "learningRate": 1}, "steps": 5}"""));
    }

    @ParameterizedTest
    @MethodSource("dead")
    void countsUnitsThatAreSilentForEveryRow(Case job) {
        Diagnosis diagnosis = raised(job, "deadRelus");

        assertThat(diagnosis.numbers()).containsKeys("rows", "layers");
    }

    static Stream<Case> alive() {
        return Stream.of(
                new Case("a network that learns", network("relu", "\"type\": \"adam\", \"learningRate\": 0.01", 100)),
                new Case(
                        "leaky ones on the negative side",
                        network("leakyRelu", "\"type\": \"sgd\", \"learningRate\": 0.01", 5)
                                .replace("\"units\": 8,", "\"units\": 2, \"bias\": [-100, -100],")),
                new Case("none at all", network("tanh", "\"type\": \"sgd\", \"learningRate\": 0.01", 5)),
                new Case("an expression", """
                        {"model": {"expression": "relu(w * x)", "parameters": {"w": 1}},
                         "data": {"x": [-1, 2, -3], "y": [0, 2, 0]}, "steps": 5}"""));
    }

    @ParameterizedTest
    @MethodSource("alive")
    void unitsThatAnswerSomeRowAreNotDead(Case job) {
        assertThat(codes(job)).doesNotContain("deadRelus");
    }

    static Stream<Case> vanishing() {
        return Stream.of(
                new Case("sigmoids", deep(8, "{\"type\": \"linear\", \"units\": 8, \"activation\": \"sigmoid\"}")),
                new Case(
                        "small initial values",
                        deep(
                                5,
                                "{\"type\": \"linear\", \"units\": 8, \"activation\": \"tanh\","
                                        + " \"init\": {\"type\": \"normal\", \"std\": 0.01}}")),
                new Case(
                        "saturated",
                        deep(
                                4,
                                "{\"type\": \"linear\", \"units\": 8, \"activation\": \"tanh\","
                                        + " \"init\": {\"type\": \"constant\", \"value\": 4}}")));
    }

    @ParameterizedTest
    @MethodSource("vanishing")
    void reportsAVanishingGradient(Case job) {
        assertThat(raised(job, "vanishingGradients").numbers()).containsKey("gradientRms");
    }

    static Stream<Case> notVanishing() {
        return Stream.of(
                HEALTHY_NETWORK,
                new Case("two sigmoids", deep(1, "{\"type\": \"linear\", \"units\": 8, \"activation\": \"sigmoid\"}")),
                new Case(
                        "rectifiers",
                        deep(
                                6,
                                "{\"type\": \"linear\", \"units\": 16, \"activation\": \"relu\", \"init\": \"kaimingNormal\"}")),
                new Case(
                        "tanh",
                        deep(
                                4,
                                "{\"type\": \"linear\", \"units\": 16, \"activation\": \"tanh\", \"init\": \"xavierNormal\"}")));
    }

    @ParameterizedTest
    @MethodSource("notVanishing")
    void doesNotReportAGradientThatComesThrough(Case job) {
        assertThat(codes(job)).doesNotContain("vanishingGradients");
    }

    private static final String WIDE = "{\"type\": \"linear\", \"units\": 32, \"activation\": \"%s\","
            + " \"init\": {\"type\": \"normal\", \"std\": %s}}";

    static Stream<Case> exploding() {
        return Stream.of(
                new Case("no activation", deep(6, WIDE.formatted("identity", 1))),
                new Case("rectifiers", deep(8, WIDE.formatted("relu", 1))),
                new Case("leaky rectifiers", deep(7, WIDE.formatted("leakyRelu", 2))));
    }

    @ParameterizedTest
    @MethodSource("exploding")
    void reportsAnExplodingGradient(Case job) {
        assertThat(raised(job, "explodingGradients").numbers()).containsKey("gradientRms");
    }

    static Stream<Case> notExploding() {
        return Stream.concat(notVanishing(), Stream.of(new Case("few layers", deep(1, WIDE.formatted("identity", 1)))));
    }

    @ParameterizedTest
    @MethodSource("notExploding")
    void doesNotReportAGradientOfOneSize(Case job) {
        assertThat(codes(job)).doesNotContain("explodingGradients");
    }

    static Stream<Case> forgotten() {
        return Stream.of(
                new Case("the first lesson", unforgetting(FirstLesson.json(0.1, 10))),
                new Case("a line", unforgetting(line("\"type\": \"adam\", \"learningRate\": 0.01", 20))),
                new Case("a network", unforgetting(network("tanh", "\"type\": \"sgd\", \"learningRate\": 0.01", 20))));
    }

    @ParameterizedTest
    @MethodSource("forgotten")
    void reportsForgottenZeroGradNotATooLargeRate(Case job) {
        Diagnosis diagnosis = raised(job, "forgottenZeroGrad");

        assertThat(diagnosis.message()).contains("sum");
        assertThat(codes(job)).doesNotContain("learningRateTooLarge");
    }

    @Test
    void showsTheUsedGradientBesideThatOfTheStep() {
        Diagnosis diagnosis =
                raised(new Case("two steps", unforgetting(FirstLesson.json(0.1, 2))), "forgottenZeroGrad");

        // The gradient is -24 at w = 0, and 2 * 2 * (2 * 2.4 - 6) at 2.4.
        assertThat(number(diagnosis, "gradientOfTheStep")).isBetween(-4.8000001, -4.7999999);
        assertThat(number(diagnosis, "gradientUsed")).isBetween(-28.8000001, -28.7999999);
    }

    static Stream<Case> notForgotten() {
        return Stream.of(
                HEALTHY_LESSON, HEALTHY_NETWORK, new Case("a single step", unforgetting(FirstLesson.json(0.1, 1))));
    }

    @ParameterizedTest
    @MethodSource("notForgotten")
    void singleStepCannotForgetZeroGrad(Case job) {
        assertThat(codes(job)).doesNotContain("forgottenZeroGrad");
    }

    static Stream<Case> overFitting() {
        return Stream.of(
                new Case("noisy moons", FITTED.formatted("moons", 40, 0.6, "bceWithLogits", 800)),
                new Case("noisy circles", FITTED.formatted("circle", 40, 0.8, "bceWithLogits", 800)),
                new Case("a noisy line", FITTED.formatted("line", 24, 0.5, "mse", 2000)));
    }

    @ParameterizedTest
    @MethodSource("overFitting")
    void risingTestLossIsOverFitting(Case job) {
        Diagnosis diagnosis = raised(job, "overFitting");

        assertThat(number(diagnosis, "lastTestLoss")).isGreaterThan(1.1 * number(diagnosis, "lowestTestLoss"));
        assertThat(number(diagnosis, "lastTrainingLoss")).isLessThan(number(diagnosis, "trainingLossThen"));
    }

    static Stream<Case> notOverFitting() {
        return Stream.of(
                HEALTHY_NETWORK,
                new Case("stopped in time", FITTED.formatted("moons", 40, 0.6, "bceWithLogits", 30)),
                new Case("without noise", FITTED.formatted("line", 100, 0, "mse", 300)),
                new Case("many rows", FITTED.formatted("moons", 400, 0.1, "bceWithLogits", 100)));
    }

    @ParameterizedTest
    @MethodSource("notOverFitting")
    void fallingTestLossIsNotOverFitting(Case job) {
        assertThat(codes(job)).doesNotContain("overFitting");
    }

    private static final String DOMAIN = """
            {"model": {"expression": "log(w) * x", "parameters": {"w": 0.5}}, "data": {"x": [1.0], "y": [-9.0]},
             "optimizer": {"type": "sgd", "learningRate": 1}, "steps": 9}""";

    record NonFiniteOrigin(String op, String formula, String value) {}

    static Stream<Map.Entry<String, NonFiniteOrigin>> notFinite() {
        return Stream.of(
                Map.entry(DOMAIN, new NonFiniteOrigin("log", "log(w)", "nan")),
                Map.entry("""
                        {"model": {"expression": "x / w", "parameters": {"w": 0}}, "data": {"x": [1.0], "y": [2.0]},
                         "steps": 9}""", new NonFiniteOrigin("div", "x / w", "inf")),
                Map.entry("""
                        {"model": {"expression": "exp(w * x)", "parameters": {"w": 1}}, "data": {"x": [1, 800], "y": [1, 2]},
                         "steps": 9}""", new NonFiniteOrigin("exp", "exp((w * x))", "inf")),
                Map.entry("""
                        {"model": {"expression": "sqrt(w) * x", "parameters": {"w": 0}}, "data": {"x": [1], "y": [1]},
                         "steps": 9}""", new NonFiniteOrigin("div", "", "inf")));
    }

    @ParameterizedTest
    @MethodSource("notFinite")
    void namesTheOperationThatLeftTheFiniteRange(Map.Entry<String, NonFiniteOrigin> job) {
        Diagnosis diagnosis = raised(new Case("", job.getKey()), "nonFinite");

        assertThat(diagnosis.numbers())
                .containsEntry("op", job.getValue().op())
                .containsEntry("value", job.getValue().value())
                .containsKey("step");
        assertThat(String.valueOf(diagnosis.numbers().get("formula")))
                .contains(job.getValue().formula());
    }

    @Test
    void reportsANonFiniteLossAfterTheLastUpdate() {
        String root = """
                {"model": {"expression": "sqrt(w) * x", "parameters": {"w": 0.5}}, "data": {"x": [1.0], "y": [0.0]},
                 "optimizer": {"type": "sgd", "learningRate": 1}, "steps": %d}""";
        Diagnosis one = raised(new Case("one step", root.formatted(1)), "nonFinite");

        assertThat(one.message())
                .isEqualTo("After step 1 the loss over all training rows is not finite: the operation sqrt, as sqrt(w),"
                        + " gave nan from -0.5.");
        assertThat(one).isEqualTo(raised(new Case("two steps", root.formatted(2)), "nonFinite"));
    }

    @Test
    void reportsANonFiniteTestLoss() {
        Diagnosis diagnosis = IntStream.range(0, 100)
                .mapToObj(seed -> Ran.of("""
                        {"model": {"expression": "exp(w * x)", "parameters": {"w": 1}}, "seed": %d, "steps": 3,
                         "data": {"x": [0, 0.1, 0.2, 800], "y": [1, 1, 1, 1], "testFraction": 0.25}}""".formatted(seed)))
                .filter(run -> run.result().finalLoss() != null)
                .map(run -> Diagnosis.of(run).getFirst())
                .findFirst()
                .orElseThrow();

        assertThat(diagnosis.code()).isEqualTo("nonFinite");
        assertThat(diagnosis.message())
                .startsWith("After step 3 the loss over the test rows is not finite: the operation exp");
    }

    @Test
    void examinesExtremeRates() {
        for (String rate : List.of("4.9e-324", "1e-320", "1.7e308")) {
            assertThat(codes(new Case(rate, FirstLesson.json(rate, 10))))
                    .as(rate)
                    .doesNotContain("deadRelus");
        }
    }

    @Test
    void functionOfDataAloneIsNoDeadUnit() {
        assertThat(codes(new Case("relu of the data", """
                {"model": {"expression": "w * x + relu(x - 100)", "parameters": {"w": 1}},
                 "data": {"x": [1, 2, 3], "y": [1, 2, 3]}, "steps": 5}"""))).doesNotContain("deadRelus");
        assertThat(codes(new Case("max with 0", """
                {"model": {"expression": "max(0, w * x - 100)", "parameters": {"w": 1}},
                 "data": {"x": [1, 2, 3], "y": [1, 2, 3]}, "steps": 5}"""))).contains("deadRelus");
    }

    @Test
    void doesNotBlameTheRateForAnUnboundedLoss() {
        assertThat(codes(new Case("concave", """
                {"model": {"expression": "w * x", "parameters": {"w": 1}}, "data": {"x": [1, 2], "y": [0, 0]},
                 "loss": {"expression": "-(yPred ** 2)"}, "optimizer": {"type": "sgd", "learningRate": 0.5}, "steps": 2000}"""))).contains("nonFinite").doesNotContain("learningRateTooLarge");
    }

    @Test
    void doesNotBlameTheRateForANonFiniteFirstLoss() {
        assertThat(codes(new Case("exp of 800", """
                {"model": {"expression": "exp(w * x)", "parameters": {"w": 1}}, "data": {"x": [1, 800], "y": [1, 2]},
                 "steps": 9}"""))).containsExactly("nonFinite");
    }

    @ParameterizedTest
    @MethodSource("notForgotten")
    void finiteRunNamesNoOperation(Case job) {
        assertThat(codes(job)).doesNotContain("nonFinite");
    }

    @Test
    void healthyRunsHaveNoFinding() {
        for (Case job : List.of(HEALTHY_LESSON, HEALTHY_NETWORK, AT_THE_BOTTOM)) {
            assertThat(codes(job)).as(job.name()).isEmpty();
        }
    }

    private static Diagnosis raised(Case job, String code) {
        Run run = Ran.of(job.json());
        List<Diagnosis> all = Diagnosis.of(run);
        return all.stream()
                .filter(diagnosis -> diagnosis.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + code + " in " + all));
    }

    private static List<String> codes(Case job) {
        Run run = Ran.of(job.json());
        return Diagnosis.of(run).stream().map(Diagnosis::code).toList();
    }

    private static double number(Diagnosis diagnosis, String name) {
        return (Double) Objects.requireNonNull(diagnosis.numbers().get(name), name);
    }
}
