package dev.downhill.explain.diagnosis;

import dev.downhill.data.Dataset;
import dev.downhill.engine.autograd.BackwardPass;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.MatMul;
import dev.downhill.engine.autograd.op.Transpose;
import dev.downhill.specification.Forward;
import dev.downhill.specification.model.LayeredModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The size of the gradient that arrives at each trained dense layer of a network before the first step, the first layer
 * first.
 *
 * <p>That is the gradient with respect to the layer's sums, before its activation: for one row it is the gradient of the bias.
 * It is taken for every row by itself, over all rows, so that neither the rows of one batch nor gradients that cancel each
 * other make a layer's number small. Clipping and regularization do not enter.
 *
 * @param names of the biases, or of the weights where there is no bias
 * @param sizes root mean squares over rows and units
 */
record LayerGradients(List<String> names, double[] sizes) {
    /** With fewer layers gradients do not vanish. */
    private static final int FEWEST_LAYERS = 3;

    private static final String WEIGHT = ".weight";

    private static final LayerGradients UNKNOWN = new LayerGradients(List.of(), new double[0]);

    /** Returns those of a run; of no layer where it is not a deep network. */
    static LayerGradients of(Run run) {
        if (!(run.job().model() instanceof LayeredModel)
                || run.result().steps() == run.start().step()
                || weights(run).size() < FEWEST_LAYERS) {
            return UNKNOWN;
        }
        Dataset rows = Run.affordable(run.job().data().training(), run.job());
        Forward forward = ForwardValues.forward(run.job(), rows);
        BackwardPass backward = BackwardPass.of(forward.loss());
        List<String> names = new ArrayList<>();
        List<Tensor> gradients = new ArrayList<>();
        for (String weight : weights(run)) {
            Tensor sums = product(forward.parameter(weight), backward.nodes());
            if (sums != null) {
                String bias = weight.replaceFirst("weight$", "bias");
                names.add(forward.parameters().containsKey(bias) ? bias : weight);
                gradients.add(backward.gradient(sums));
            }
        }
        if (gradients.size() < FEWEST_LAYERS) {
            return UNKNOWN;
        }
        ForwardValues pass = ForwardValues.of(
                run.job(), forward, rows, gradients, run.start().parameters());
        double[] sizes = gradients.stream()
                .mapToDouble(gradient -> rootMeanSquare(pass.values().get(gradient)))
                .toArray();
        return new LayerGradients(names, sizes);
    }

    /** Returns the trained parameters that may be the weight of a dense layer. */
    private static List<String> weights(Run run) {
        return run.job().model().parameters().stream()
                .filter(parameter -> parameter.name().endsWith(WEIGHT)
                        && parameter.initial().shape().rank() == 2
                        && !run.job().frozen().contains(parameter.name()))
                .map(parameter -> parameter.name())
                .toList();
    }

    /** Returns the product of a layer's input with its transposed weight, or null where there is none, as of an embedding. */
    private static @Nullable Tensor product(Tensor weight, List<Tensor> nodes) {
        Tensor transposed = reader(weight, Transpose.class, nodes);
        return transposed == null ? null : reader(transposed, MatMul.class, nodes);
    }

    private static @Nullable Tensor reader(Tensor tensor, Class<? extends Op> op, List<Tensor> nodes) {
        return nodes.stream()
                .filter(node -> op.isInstance(node.op()) && node.inputs().contains(tensor))
                .findFirst()
                .orElse(null);
    }

    private static double rootMeanSquare(double[] numbers) {
        double length = 0;
        for (double number : numbers) {
            length = Math.hypot(length, number);
        }
        return length / Math.sqrt(numbers.length);
    }

    boolean areKnown() {
        return sizes.length > 0;
    }

    double first() {
        return sizes[0];
    }

    double last() {
        return sizes[sizes.length - 1];
    }

    /** Returns the first and the last layer with their numbers, as a sentence has them. */
    String text() {
        return "Before the first step the gradient that arrives at " + layer(0) + " is " + Numerals.of(first())
                + ", that at " + layer(sizes.length - 1) + " " + Numerals.of(last())
                + " (root mean squares over rows and units)";
    }

    private String layer(int number) {
        String name = Objects.requireNonNull(names.get(number));
        return "layer " + name.substring(0, name.indexOf('.'));
    }

    Map<String, Object> numbers() {
        Map<String, Object> numbers = new LinkedHashMap<>();
        for (int i = 0; i < sizes.length; i++) {
            numbers.put(names.get(i), sizes[i]);
        }
        return Map.of("gradientRms", numbers);
    }
}
