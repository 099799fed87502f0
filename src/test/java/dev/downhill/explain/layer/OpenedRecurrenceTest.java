package dev.downhill.explain.layer;

import static dev.downhill.explain.layer.OpenedStep.assertClose;
import static dev.downhill.explain.layer.OpenedStep.dot;
import static dev.downhill.explain.layer.OpenedStep.number;
import static dev.downhill.explain.layer.OpenedStep.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.explain.layer.OpenedRecurrence.GateSum;
import dev.downhill.explain.layer.OpenedRecurrence.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Recurrent layers opened: each entry's gates, memory and state follow from the entry before, and gradients lead back. */
class OpenedRecurrenceTest {
    private static final int UNITS = 3;
    private static final int WIDTH = 2;
    private static final int SEEDS = 6;

    private static OpenedStep step(String type, int length, boolean sequences, boolean bias, Random random) {
        return OpenedStep.of("""
                {"type": "unflatten", "shape": [%d, %d]},
                {"type": "%s", "units": %d, "returnSequences": %s, "bias": %s}""".formatted(length, WIDTH, type, UNITS, sequences, bias), 2, length * WIDTH, random);
    }

    @Test
    void gatesAreTheirSumsAndStatesFollowFromGates() {
        for (String type : List.of("rnn", "gru", "lstm")) {
            for (long seed = 0; seed < SEEDS; seed++) {
                var random = new Random(seed);
                int length = random.nextInt(1, 6);
                OpenedStep step = step(type, length, true, seed % 2 == 0, random);
                for (String element : OpenedStep.elements(List.of(length, UNITS))) {
                    check(step, type, element);
                }
            }
        }
    }

    private static void check(OpenedStep step, String type, String element) {
        OpenedLayer layer = step.open(1, "1", element);
        var opened = Objects.requireNonNull((OpenedRecurrence) layer.arithmetic());
        Step now = opened.steps().get(opened.entry());
        double[] before = opened.entry() == 0
                ? new double[UNITS]
                : numbers(opened.steps().get(opened.entry() - 1).hidden());
        assertThat(number(layer.value())).isEqualTo(numbers(now.hidden())[opened.unit()]);
        assertThat(numbers(now.input()))
                .containsExactly(
                        Arrays.copyOfRange(step.data(1), opened.entry() * WIDTH, (opened.entry() + 1) * WIDTH));
        int gate = 0;
        for (Map.Entry<String, GateSum> sum : opened.sums().entrySet()) {
            int unit = gate++ * UNITS + opened.unit();
            assertClose(
                    number(sum.getValue().fromInput()),
                    share(step, "ih", unit, numbers(now.input())),
                    type + " " + sum.getKey());
            double state =
                    sum.getValue().fromState() == null ? 0 : sum.getValue().fromState();
            assertClose(state, share(step, "hh", unit, before), type + " " + sum.getKey());
            double z = number(sum.getValue().sum());
            boolean bounded = List.of("h", "g", "n").contains(sum.getKey());
            assertClose(
                    number(sum.getValue().value()),
                    bounded ? Math.tanh(z) : 1 / (1 + Math.exp(-z)),
                    type + " " + sum.getKey());
        }
        double h = number(layer.value());
        int u = opened.unit();
        switch (type) {
            case "lstm" -> {
                double c = numbers(now.cell())[u];
                double kept = opened.entry() == 0
                        ? 0
                        : numbers(opened.steps().get(opened.entry() - 1).cell())[u];
                assertClose(c, gate(now, "f", u) * kept + gate(now, "i", u) * gate(now, "g", u), "c");
                assertClose(h, gate(now, "o", u) * Math.tanh(c), "h");
                assertThat(now.derivatives().get("d(c)/d(c before)")).isEqualTo(gate(now, "f", u));
            }
            case "gru" ->
                assertClose(h, gate(now, "n", u) * (1 - gate(now, "z", u)) + gate(now, "z", u) * before[u], "h");
            default -> assertClose(number(now.derivatives().get("d(h)/d(sum)")), 1 - h * h, "slope");
        }
    }

    private static double gate(Step step, String gate, int unit) {
        return numbers(step.gates().get(gate))[unit];
    }

    /** The weights of one gate of one unit times an entry or a state, with the bias. */
    private static double share(OpenedStep step, String kind, int unit, double[] vector) {
        double[] weights = step.parameter("1.weight_" + kind + "_l0");
        double sum = dot(Arrays.copyOfRange(weights, unit * vector.length, (unit + 1) * vector.length), vector);
        boolean hasBias = step.step().before().parameters().containsKey("1.bias_" + kind + "_l0");
        return sum + (hasBias ? step.parameter("1.bias_" + kind + "_l0")[unit] : 0);
    }

    @Test
    void theGradientOfAStateComesThroughTheNextSlopeAndTheWeights() {
        OpenedStep step = step("rnn", 6, false, true, new Random(3));
        OpenedRecurrence opened = step.open(0, "1", null, OpenedRecurrence.class);
        double[] weights = step.parameter("1.weight_hh_l0");

        for (int t = 4; t >= 0; t--) {
            double[] next = numbers(opened.steps().get(t + 1).hiddenGradient());
            double[] h = numbers(opened.steps().get(t + 1).hidden());
            double[] expected = new double[UNITS];
            for (int i = 0; i < UNITS; i++) {
                for (int j = 0; j < UNITS; j++) {
                    expected[i] += next[j] * (1 - h[j] * h[j]) * weights[j * UNITS + i];
                }
            }
            double[] actual = numbers(opened.steps().get(t).hiddenGradient());
            assertClose(actual, expected, "entry " + t);
            assertClose(number(opened.steps().get(t).hiddenGradientNorm()), Math.sqrt(dot(actual, actual)), "norm");
        }
    }

    @Test
    void theGradientOfAMemoryComesThroughTheStateAndTheForgetGate() {
        OpenedStep step = step("lstm", 5, false, true, new Random(5));

        for (int unit = 0; unit < UNITS; unit++) {
            List<Step> steps = step.open(1, "1", Integer.toString(unit), OpenedRecurrence.class)
                    .steps();
            for (int t = 0; t < 5; t++) {
                Step now = steps.get(t);
                double through = numbers(now.hiddenGradient())[unit]
                        * number(now.derivatives().get("d(h)/d(c)"));
                double later = t == 4
                        ? 0
                        : numbers(steps.get(t + 1).cellGradient())[unit]
                                * number(steps.get(t + 1).derivatives().get("d(c)/d(c before)"));
                assertClose(numbers(now.cellGradient())[unit], through + later, "entry " + t);
                if (t > 0) {
                    assertClose(
                            numbers(now.gateGradients().get("f"))[unit],
                            numbers(now.cellGradient())[unit]
                                    * number(now.derivatives().get("d(c)/d(f)")),
                            "forget gate at entry " + t);
                }
            }
        }
    }
}
