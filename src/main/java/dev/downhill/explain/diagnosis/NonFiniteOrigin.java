package dev.downhill.explain.diagnosis;

import dev.downhill.data.Dataset;
import dev.downhill.engine.autograd.Gradients;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Divide;
import dev.downhill.engine.autograd.op.Log;
import dev.downhill.engine.autograd.op.Log1p;
import dev.downhill.engine.autograd.op.Power;
import dev.downhill.specification.Forward;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The origin of the first number that is not finite.
 *
 * @param value that number
 * @param inputs the numbers that it was computed from; for an input of another shape the one farthest from 0
 */
record NonFiniteOrigin(Tensor node, double value, List<Double> inputs) {
    /** Operations that are infinite at an edge of their domain, and not because a number grew. */
    private static final Set<Class<? extends Op>> POLES = Set.of(Log.class, Log1p.class, Divide.class);

    private static final int FORMULA_DEPTH = 3;
    private static final int EVALUATIONS = 4;

    /** Looks through the forward and then the backward pass over some rows, with the last weights of a run. */
    static @Nullable NonFiniteOrigin in(Run run, Dataset rows) {
        if (run.affordableEvaluations() < EVALUATIONS) {
            return null;
        }
        Forward forward = ForwardValues.forward(run.job(), rows);
        List<Tensor> outputs = new ArrayList<>(List.of(forward.loss()));
        outputs.addAll(
                Gradients.of(forward.loss(), List.copyOf(forward.parameters().values())));
        ForwardValues pass = ForwardValues.of(
                run.job(), forward, rows, outputs, run.result().checkpoint().parameters());
        for (Tensor node : pass.nodes()) {
            double[] numbers = pass.values().get(node);
            for (int i = 0; i < numbers.length && !node.inputs().isEmpty(); i++) {
                if (!Double.isFinite(numbers[i])) {
                    return new NonFiniteOrigin(node, numbers[i], inputs(node, i, pass));
                }
            }
        }
        return null;
    }

    private static List<Double> inputs(Tensor node, int element, ForwardValues pass) {
        List<Double> inputs = new ArrayList<>();
        for (Tensor input : node.inputs()) {
            double[] numbers = pass.values().get(input);
            inputs.add(input.shape().equals(node.shape()) ? numbers[element] : farthest(numbers));
        }
        return inputs;
    }

    private static double farthest(double[] numbers) {
        double farthest = 0;
        for (double number : numbers) {
            farthest = Math.abs(number) > Math.abs(farthest) ? number : farthest;
        }
        return farthest;
    }

    /** Returns whether the number is infinite because others grew, not at an edge of the domain of an operation. */
    boolean isOverflow() {
        Op op = node.op();
        boolean powerOfZero = op instanceof Power && inputs.getFirst() == 0;
        return Double.isInfinite(value) && !POLES.contains(op.getClass()) && !powerOfZero;
    }

    /** Returns the operation and its numbers as the end of a sentence. */
    String text() {
        return "the operation " + node.op().name() + ", as " + formula() + ", gave " + Numerals.of(value) + " from "
                + inputs.stream().map(Numerals::of).collect(Collectors.joining(" and "));
    }

    void addTo(Map<String, Object> numbers) {
        numbers.put("op", node.op().name());
        numbers.put("formula", formula());
        numbers.put("value", Numerals.of(value));
        numbers.put("inputs", inputs);
    }

    private String formula() {
        return formula(node, FORMULA_DEPTH);
    }

    private static String formula(Tensor node, int depth) {
        List<String> inputs = new ArrayList<>();
        for (Tensor input : node.inputs()) {
            if (input.inputs().isEmpty()) {
                inputs.add(input.op().text(List.of()));
            } else {
                inputs.add(depth == 1 ? "..." : "(" + formula(input, depth - 1) + ")");
            }
        }
        return node.op().text(inputs);
    }
}
