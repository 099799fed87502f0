package dev.downhill.explain.diagnosis;

import dev.downhill.engine.autograd.Gradients;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.training.TrainingResult.Divergence;
import dev.downhill.training.specification.Forward;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A number left the finite range; the operation is named that computed the first one. */
final class NotFinite implements Symptom {
    /** What is infinite at an edge of its domain, and not because a number grew. */
    private static final Set<String> POLES = Set.of("log", "log1p", "div");

    private static final int FORMULA_DEPTH = 3;

    /**
     * Where the first number that is not finite was computed.
     *
     * @param value that number
     * @param inputs the numbers that it was computed from, of each input the one farthest from 0
     */
    private record Origin(Tensor node, double value, List<Double> inputs) {}

    @Override
    public @Nullable Diagnosis look(Run run) {
        Divergence divergence = run.result().divergence();
        if (divergence == null) {
            return null;
        }
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("step", divergence.step());
        numbers.put("tensor", divergence.tensor());
        String message = "In step " + divergence.step() + " " + article(divergence.tensor()) + " was not finite";
        Origin origin = origin(run);
        if (origin != null) {
            String formula = formula(origin.node(), FORMULA_DEPTH);
            numbers.put("op", origin.node().op().name());
            numbers.put("formula", formula);
            numbers.put("value", Figure.of(origin.value()));
            numbers.put("inputs", origin.inputs());
            message += ": the operation " + origin.node().op().name() + ", as " + formula + ", gave "
                    + Figure.of(origin.value()) + " from "
                    + String.join(
                            " and ", origin.inputs().stream().map(Figure::of).toList());
        }
        return new Diagnosis("nonFinite", message + ".", numbers);
    }

    private static String article(String tensor) {
        return tensor.startsWith("the ") ? tensor : "the " + tensor;
    }

    /** Returns whether a run ended because its numbers grew too large, not at an edge of the domain of an operation. */
    static boolean overflowed(Run run) {
        Divergence divergence = run.result().divergence();
        if (divergence == null) {
            return false;
        }
        Origin origin = origin(run);
        return origin == null
                ? divergence.tensor().startsWith("the update")
                : Double.isInfinite(origin.value())
                        && !POLES.contains(origin.node().op().name());
    }

    /** Looks through the forward pass and then the backward pass with the last finite weights, over all rows. */
    private static @Nullable Origin origin(Run run) {
        if (run.affordableEvaluations() < 4) {
            return null;
        }
        int rows = run.job().data().training().rows();
        Forward forward = Activations.forward(run, rows);
        List<Tensor> outputs = new ArrayList<>(List.of(forward.loss()));
        outputs.addAll(
                Gradients.of(forward.loss(), List.copyOf(forward.parameters().values())));
        Activations pass = Activations.of(
                run, forward, rows, outputs, run.result().checkpoint().parameters());
        for (Tensor node : pass.nodes()) {
            for (double number : pass.values().get(node)) {
                if (!Double.isFinite(number) && !node.inputs().isEmpty()) {
                    return new Origin(node, number, inputs(node, pass));
                }
            }
        }
        return null;
    }

    private static List<Double> inputs(Tensor node, Activations pass) {
        List<Double> farthest = new ArrayList<>();
        for (Tensor input : node.inputs()) {
            double most = 0;
            for (double number : pass.values().get(input)) {
                most = Math.abs(number) > Math.abs(most) ? number : most;
            }
            farthest.add(most);
        }
        return farthest;
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
