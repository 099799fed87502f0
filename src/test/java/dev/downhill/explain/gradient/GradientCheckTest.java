package dev.downhill.explain.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.downhill.data.ReadingAllowance;
import dev.downhill.specification.Limits;
import dev.downhill.specification.fault.InvalidSpecification;
import dev.downhill.specification.model.ExpressionModel;
import dev.downhill.specification.reading.FormulaReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class GradientCheckTest {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * The example of <a href="https://github.com/karpathy/agreesWithMicrogradsReadme">agreesWithMicrogradsReadme</a>'s README, whose lines assign to names one
     * after the other, as one formula: c is written once at the end of its changes, and so is d.
     */
    private static final String MICROGRAD_C = "(2 * (2 * (a + b) + 1) + 1 - a)";

    private static final String MICROGRAD_D = "(4 * (3 * (a * b + b ** 3) + relu(b + a)) + relu(b - a))";
    private static final String MICROGRAD_F = "(" + MICROGRAD_C + " - " + MICROGRAD_D + ") ** 2";

    @Test
    void agreesWithMicrogradsReadme() {
        GradientCheck check = check(MICROGRAD_F + " / 2 + 10 / (" + MICROGRAD_F + ")", "{\"a\": -4.0, \"b\": 2.0}");

        assertThat(Objects.requireNonNull(check.value())).isCloseTo(24.7041, within(5e-5));
        assertThat((Double) backpropagated(check, "a")).isCloseTo(138.8338, within(5e-5));
        assertThat((Double) backpropagated(check, "b")).isCloseTo(645.5773, within(5e-5));
        assertThat(Objects.requireNonNull(check.distance())).isLessThan(1e-9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exp(a) * sin(b)",
                "log(-a) / b",
                "sqrt(b) ** 3 - tanh(a)",
                "gelu(a) + softplus(b) * sigmoid(a * b)",
                "abs(a) * erf(b)",
                "max(a, b) * min(a, b)",
                "b ** a",
                "log(b / 1e4)",
                "a",
                "3"
            })
    void differencesAgreeWithBackpropagation(String formula) {
        GradientCheck check = check(formula, "{\"a\": -0.7, \"b\": 1.3}");

        assertThat(Objects.requireNonNull(check.distance())).isLessThan(1e-8);
    }

    @ParameterizedTest
    @CsvSource({"log(a), 1e-5, 1e5", "sqrt(a), 1e-6, 500", "relu(a), 1e-4, 1", "a ** 2, 1e8, 2e8"})
    void agreesNearAnEdgeAndFarOut(String formula, double at, double expected) {
        GradientCheck check = check(formula, "{\"a\": " + at + "}");

        assertThat((Double) backpropagated(check, "a")).isCloseTo(expected, within(1e-6 * expected));
        assertThat(Objects.requireNonNull(check.distance())).isLessThan(1e-3);
    }

    @Test
    void tensorsHaveGradientsOfTheirShape() {
        GradientCheck check = check("sum((W @ v) ** 2)", "{\"W\": [[1, 2], [3, 4]], \"v\": [5, 6]}");

        assertThat(check.value()).isEqualTo(17.0 * 17 + 39 * 39);
        assertThat(backpropagated(check, "W")).isEqualTo(List.of(List.of(170.0, 204.0), List.of(390.0, 468.0)));
        assertThat(backpropagated(check, "v")).isEqualTo(List.of(2 * (17.0 + 3 * 39), 2 * (2 * 17.0 + 4 * 39)));
        assertThat(Objects.requireNonNull(check.distance())).isLessThan(1e-8);
    }

    @Test
    void theGraphShowsEveryNodeWithItsValueAndGradient() {
        GradientCheck check = check("(w * x - 6) ** 2", "{\"w\": 2.5, \"x\": 2}");

        assertThat(check.graph())
                .containsExactly(
                        new GraphNode(0, "parameter", "w", List.of(), List.of(), 2.5, -4.0),
                        new GraphNode(1, "parameter", "x", List.of(), List.of(), 2.0, -5.0),
                        new GraphNode(2, "mul", "w * x", List.of(0, 1), List.of(), 5.0, -2.0),
                        new GraphNode(3, "constant", "6", List.of(), List.of(), 6.0, null),
                        new GraphNode(4, "sub", "#2 - 6", List.of(2, 3), List.of(), -1.0, -2.0),
                        new GraphNode(5, "constant", "2", List.of(), List.of(), 2.0, null),
                        new GraphNode(6, "pow", "#4 ** 2", List.of(4, 5), List.of(), 1.0, 1.0));
    }

    @ParameterizedTest
    @CsvSource({
        "1 / a, 0",
        "1 / a ** 2, 0",
        "1 / a, -0.0",
        "log(a), 0",
        "log(abs(a)), 0",
        "sqrt(a), 0",
        "a ** 0.5, 0",
        "a ** 1.5, 0",
        "abs(a) ** 0.5, 0",
        "sign(a) * abs(a) ** 0.9, 0",
        "a ** -1, 0",
        "tan(a), 1.5707963267948966",
        "sin(a) / cos(a), 1.5707963267948966",
        "sign(a), 0",
        "sign(a - 2) * a, 2",
        "log1p(a), -1",
        "log(-a), 1",
        "sqrt(1 - a), 1",
        "0 ** a, 0",
        "sin(1 / a), 0",
        "sin(1e12 * a), 0",
        "a / a, 0",
        "exp(a), 1e3",
        "sum(log(a - 1)), 1"
    })
    void differencesAreNaNWhereThereIsNoSlope(String formula, double at) {
        GradientCheck check = check(formula, "{\"a\": " + at + "}");

        GradientCheck.Comparison comparison =
                Objects.requireNonNull(check.gradients().get("a"));
        assertThat(comparison.centralDifferences()).isNull();
        assertThat(comparison.distance()).isNull();
        assertThat(comparison.kinks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1 / a, 1e-12, -1e24",
        "1 / a, 1e-3, -1e6",
        "log(a), 1e-12, 1e12",
        "sqrt(a), 1e-10, 5e4",
        "abs(a), 1e-12, 1",
        "tan(a), 1.57, 1576948.83",
        "a ** 3, 0, 0",
        "a * abs(a), 0, 0",
        "cos(a), 0, 0",
        "exp(1000 * a), 0, 1000",
        "tanh(1e5 * a), 0, 1e5",
        "a + 1e8, 0, 1",
        "a ** 2 + 1e3, 1e-3, 2e-3",
        "abs(a) ** 1.5, 0, 0",
        "a ** 4 * sign(a), 0, 0",
        "softplus(100 * a), 0, 50",
        "3 + 0 * a, 7, 0"
    })
    void differencesFindASlopeWhereThereIsOne(String formula, double at, double slope) {
        GradientCheck.Comparison comparison = Objects.requireNonNull(
                check(formula, "{\"a\": " + at + "}").gradients().get("a"));

        assertThat((Double) Objects.requireNonNull(comparison.centralDifferences()))
                .isCloseTo(slope, within(1e-4 * Math.max(Math.abs(slope), 1e-3)));
        assertThat(comparison.kinks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "abs(a), 0, -1, 1",
        "relu(a), 0, 0, 1",
        "relu(1 - a), 1, -1, 0",
        "'max(a, 2)', 2, 0, 1",
        "'min(a, 2)', 2, 1, 0",
        "leakyRelu(a), 0, 0.01, 1",
        "3 * a + 1e-3 * abs(a), 0, 2.999, 3.001"
    })
    void showsTheSlopesOnBothSidesOfAKink(String formula, double at, double left, double right) {
        GradientCheck.Comparison comparison = Objects.requireNonNull(
                check(formula, "{\"a\": " + at + "}").gradients().get("a"));

        assertThat((Double) Objects.requireNonNull(comparison.centralDifferences()))
                .isCloseTo((left + right) / 2, within(1e-6));
        assertThat(comparison.kinks()).singleElement().satisfies(kink -> {
            assertThat(kink.at()).isEmpty();
            assertThat(kink.left()).isCloseTo(left, within(1e-6));
            assertThat(kink.right()).isCloseTo(right, within(1e-6));
        });
    }

    /** Of random smooth formulas, alone and with a kink, a jump or a pole of known size at the point. */
    @Test
    void randomFormulasHaveTheirGivenSlopes() {
        var random = new SplittableRandom(13);
        for (int round = 0; round < 400; round++) {
            double at = Math.round(random.nextDouble(-2, 2) * 100) / 100.0;
            double size = random.nextDouble(0.1, 3);
            String smooth = smooth(random, 3);
            String shifted = "(a - " + at + ")";

            GradientCheck alone = check(smooth, "{\"a\": " + at + "}");
            assertThat(Objects.requireNonNull(alone.distance(), smooth))
                    .as("%s at %s", smooth, at)
                    .isLessThan(1e-6);
            assertThat(only(alone).kinks()).as("%s at %s", smooth, at).isEmpty();

            String bent = smooth + " + " + size + " * abs" + shifted;
            assertThat(only(check(bent, "{\"a\": " + at + "}")).kinks())
                    .as("%s at %s", bent, at)
                    .singleElement()
                    .satisfies(kink -> assertThat(kink.right() - kink.left()).isCloseTo(2 * size, within(1e-5)));
            for (String without : List.of(" * sign" + shifted, " / " + shifted, " * log(abs" + shifted + ")")) {
                String broken = smooth + " + " + size + without;
                assertThat(only(check(broken, "{\"a\": " + at + "}")).centralDifferences())
                        .as("%s at %s", broken, at)
                        .isNull();
            }
        }
    }

    private static String smooth(SplittableRandom random, int depth) {
        if (depth == 0) {
            return random.nextBoolean() ? "a" : Double.toString(random.nextDouble(0.2, 2));
        }
        String inner = smooth(random, depth - 1);
        return switch (random.nextInt(12)) {
            case 0 -> "sin(" + inner + ")";
            case 1 -> "cos(" + inner + ")";
            case 2 -> "tanh(" + inner + ")";
            case 3 -> "sigmoid(" + inner + ")";
            case 4 -> "softplus(" + inner + ")";
            case 5 -> "gelu(" + inner + ")";
            case 6 -> "exp(tanh(" + inner + "))";
            case 7 -> "log(1 + (" + inner + ") ** 2)";
            case 8 -> "sqrt(1 + (" + inner + ") ** 2)";
            case 9 -> "(" + inner + ") / (2 + cos(" + smooth(random, depth - 1) + "))";
            case 10 -> "(" + inner + ") * (" + smooth(random, depth - 1) + ")";
            default -> "(" + inner + ") - (" + smooth(random, depth - 1) + ")";
        };
    }

    private static GradientCheck.Comparison only(GradientCheck check) {
        return Objects.requireNonNull(check.gradients().get("a"));
    }

    @Test
    void kinkOfATensorHasIndices() {
        GradientCheck check = check("sum(abs(W))", "{\"W\": [[1, 0, 2], [-1, 3, 0]]}");

        assertThat(Objects.requireNonNull(check.gradients().get("W")).kinks())
                .extracting(Kink::at)
                .containsExactly(List.of(0, 1), List.of(1, 2));
    }

    @Test
    void differencesAreFarFromBackpropagationAtAKink() {
        GradientCheck check = check("relu(a)", "{\"a\": 0}");

        assertThat(backpropagated(check, "a")).isEqualTo(0.0);
        assertThat(Objects.requireNonNull(check.distance())).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void nonFiniteValueIsNoNumber() {
        GradientCheck check = check("log(a)", "{\"a\": -1}");

        assertThat(check.value()).isNull();
        assertThat(check.distance()).isNull();
        assertThat(check.graph().getLast().value()).isNull();
    }

    @Test
    void unusedParameterHasAGradientOfZero() {
        GradientCheck check = check("a ** 2", "{\"a\": 1, \"v\": [1, 2]}");

        assertThat(backpropagated(check, "v")).isEqualTo(List.of(0.0, 0.0));
    }

    @ParameterizedTest
    @CsvSource({
        "a +, /expression, syntax",
        "a * c, /expression, unknownName",
        "f(a), /expression, unknownFunction",
        "v, /expression, shape",
        "a @ v, /expression, shape",
        "sum(v * M * T), /expression, tooLarge"
    })
    void refusesAnInvalidFormulaAtItsPlace(String formula, String pointer, String code) {
        String point = "{\"a\": 1, \"v\": [1, 2, 3], \"M\": [[1], [2]], \"T\": [[[1]], [[2]]]}";

        assertThatThrownBy(() -> GradientCheck.of(formula(formula, point), 25))
                .isInstanceOfSatisfying(
                        InvalidSpecification.class,
                        e -> assertThat(e.faults())
                                .singleElement()
                                .satisfies(fault -> assertThat(Map.of(fault.pointer(), fault.code()))
                                        .containsExactly(Map.entry(pointer, code))));
    }

    private static Object backpropagated(GradientCheck check, String parameter) {
        return Objects.requireNonNull(
                Objects.requireNonNull(check.gradients().get(parameter)).backpropagation());
    }

    private static GradientCheck check(String formula, String point) {
        return GradientCheck.of(formula(formula, point), 1_000_000);
    }

    private static ExpressionModel formula(String formula, String point) {
        ObjectNode json = JSON.createObjectNode().put("expression", formula);
        json.set("parameters", JSON.readTree(point));
        return new FormulaReader(Limits.DEFAULT).read(json, ReadingAllowance.UNLIMITED);
    }
}
