package dev.downhill.explain.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.downhill.training.fault.InvalidSpecification;
import dev.downhill.training.model.ExpressionModel;
import dev.downhill.training.specification.FormulaReader;
import dev.downhill.training.specification.Limits;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class GradientCheckTest {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * The example of <a href="https://github.com/karpathy/micrograd">micrograd</a>'s README, whose lines assign to names one
     * after the other, as one formula: c is written once at the end of its changes, and so is d.
     */
    private static final String MICROGRAD_C = "(2 * (2 * (a + b) + 1) + 1 - a)";

    private static final String MICROGRAD_D = "(4 * (3 * (a * b + b ** 3) + relu(b + a)) + relu(b - a))";
    private static final String MICROGRAD_F = "(" + MICROGRAD_C + " - " + MICROGRAD_D + ") ** 2";

    @Test
    void micrograd() {
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
    void bothWaysAgree(String formula) {
        GradientCheck check = check(formula, "{\"a\": -0.7, \"b\": 1.3}");

        assertThat(Objects.requireNonNull(check.distance())).isLessThan(1e-8);
    }

    @ParameterizedTest
    @CsvSource({"log(a), 1e-5, 1e5", "sqrt(a), 1e-6, 500", "relu(a), 1e-4, 1", "a ** 2, 1e8, 2e8"})
    void nearAnEdgeOrFarOutTheyStillAgree(String formula, double at, double expected) {
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

    @Test
    void atAKinkTheTwoWaysAreFarApart() {
        GradientCheck check = check("relu(a)", "{\"a\": 0}");

        assertThat(backpropagated(check, "a")).isEqualTo(0.0);
        assertThat(Objects.requireNonNull(check.distance())).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void aValueThatIsNotFiniteIsNoNumber() {
        GradientCheck check = check("log(a)", "{\"a\": -1}");

        assertThat(check.value()).isNull();
        assertThat(check.distance()).isNull();
        assertThat(check.graph().getLast().value()).isNull();
    }

    @Test
    void aParameterThatTheFormulaDoesNotUseHasAGradientOfZero() {
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
    void whatCannotBeDifferentiatedIsRefusedAtItsPlace(String formula, String pointer, String code) {
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
        return new FormulaReader(Limits.DEFAULT).read(json);
    }
}
