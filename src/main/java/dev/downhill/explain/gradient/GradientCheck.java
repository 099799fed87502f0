package dev.downhill.explain.gradient;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.Gradients;
import dev.downhill.engine.autograd.Graph;
import dev.downhill.engine.autograd.Interpreter;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.specification.expression.Scope;
import dev.downhill.specification.fault.Faults;
import dev.downhill.specification.model.ExpressionModel;
import dev.downhill.specification.model.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A formula at a point: its value, its gradient by backpropagation and by central differences, and its graph. A number
 * that is not finite is null.
 *
 * @param gradients by the name of the parameter
 * @param distance the largest one of any parameter
 * @param graph the nodes, inputs before what uses them; the last is the value
 */
public record GradientCheck(
        @Nullable Double value,
        Map<String, Comparison> gradients,
        @Nullable Double distance,
        List<GraphNode> graph) {
    private static final String POINTER = "/expression";

    /**
     * A gradient in two ways, nested as the parameter is.
     *
     * @param centralDifferences null at a pole, a jump or the edge of a domain; at a kink the mean of both sides
     * @param distance the largest difference of two elements, relative to the larger one where that is above 1
     * @param kinks the elements whose slopes to the left and to the right differ
     */
    public record Comparison(
            @Nullable Object backpropagation,
            @Nullable Object centralDifferences,
            @Nullable Double distance,
            List<Kink> kinks) {}

    /**
     * Returns the check of a formula at the initial values of its parameters.
     *
     * @param mostValues the greatest number of elements that all nodes of the graph may have together
     * @throws dev.downhill.specification.fault.InvalidSpecification if the formula cannot be computed
     */
    public static GradientCheck of(ExpressionModel formula, int mostValues) {
        Map<String, Tensor> variables = new LinkedHashMap<>();
        for (Parameter parameter : formula.parameters()) {
            variables.put(
                    parameter.name(),
                    Tensor.variable(parameter.name(), parameter.initial().shape(), true));
        }
        Tensor scalar = scalar(formula, variables, mostValues);
        List<Tensor> nodes = Graph.of(scalar).nodes();
        List<Tensor> gradients = Gradients.of(scalar, nodes);
        List<Tensor> computed = new ArrayList<>(nodes);
        computed.addAll(gradients);
        var interpreter = new Interpreter(Graph.of(computed), DType.FLOAT64);
        formula.parameters()
                .forEach(parameter -> interpreter.set(
                        Objects.requireNonNull(variables.get(parameter.name())),
                        parameter.initial().values()));
        interpreter.run();
        Map<String, Comparison> comparisons = compared(formula, variables, scalar, nodes, gradients, interpreter);
        Double farthest = comparisons.isEmpty() ? Double.valueOf(0) : farthest(comparisons);
        double value = interpreter.get(scalar)[0];
        return new GradientCheck(
                Double.isFinite(value) ? value : null,
                comparisons,
                farthest,
                GraphNode.all(nodes, gradients, interpreter));
    }

    /** Without values, so that nothing large is made before it is known how large it is. */
    private static Tensor scalar(ExpressionModel formula, Map<String, Tensor> variables, int mostValues) {
        var faults = new Faults();
        Tensor result = new Scope().with("parameter", variables).evaluate(formula.expression(), POINTER, faults);
        if (result != null && result.shape().rank() > 0) {
            faults.add(
                    POINTER,
                    "shape",
                    "a gradient is taken of one number, not of shape " + result.shape() + "; sum(...) or mean(...)"
                            + " makes it one");
        }
        if (result != null && size(result) > mostValues) {
            faults.add(
                    POINTER,
                    "tooLarge",
                    "the graph has " + size(result) + " numbers; at most " + mostValues + " are accepted");
        }
        faults.throwIfAny();
        return Objects.requireNonNull(result, "without a fault there is a tensor");
    }

    private static long size(Tensor result) {
        return Graph.of(result).nodes().stream()
                .mapToLong(node -> node.shape().size())
                .sum();
    }

    private static Map<String, Comparison> compared(
            ExpressionModel formula,
            Map<String, Tensor> variables,
            Tensor scalar,
            List<Tensor> nodes,
            List<Tensor> gradients,
            Interpreter interpreter) {
        List<double[]> point = formula.parameters().stream()
                .map(parameter -> parameter.initial().values())
                .toList();
        var differences = new CentralDifferences(scalar, List.copyOf(variables.values()), point);
        Map<String, Comparison> comparisons = new LinkedHashMap<>();
        for (Parameter parameter : formula.parameters()) {
            Tensor variable = Objects.requireNonNull(variables.get(parameter.name()));
            int node = nodes.indexOf(variable);
            double[] values = parameter.initial().values();
            double[] exact = node < 0 ? new double[values.length] : interpreter.get(gradients.get(node));
            CentralDifferences.Slope[] slopes =
                    node < 0 ? new CentralDifferences.Slope[0] : differences.of(variable, values);
            double[] measured = node < 0
                    ? new double[values.length]
                    : Arrays.stream(slopes)
                            .mapToDouble(CentralDifferences.Slope::central)
                            .toArray();
            int[] dims = parameter.initial().shape().dims();
            comparisons.put(
                    parameter.name(),
                    new Comparison(
                            ShownTensor.whole(exact, dims),
                            ShownTensor.whole(measured, dims),
                            distance(exact, measured),
                            kinks(slopes, parameter.initial().shape())));
        }
        return comparisons;
    }

    private static List<Kink> kinks(CentralDifferences.Slope[] slopes, Shape shape) {
        List<Kink> kinks = new ArrayList<>();
        for (int i = 0; i < slopes.length; i++) {
            if (slopes[i].isKink()) {
                kinks.add(new Kink(indices(i, shape.dims()), slopes[i].left(), slopes[i].right()));
            }
        }
        return kinks;
    }

    /** Returns the index along each dimension of an element that is numbered row by row. */
    private static List<Integer> indices(int element, int[] dims) {
        Integer[] indices = new Integer[dims.length];
        int rest = element;
        for (int axis = dims.length - 1; axis >= 0; axis--) {
            indices[axis] = rest % dims[axis];
            rest /= dims[axis];
        }
        return List.of(indices);
    }

    private static @Nullable Double distance(double[] a, double[] b) {
        double most = 0;
        for (int i = 0; i < a.length; i++) {
            double scale = Math.max(1, Math.max(Math.abs(a[i]), Math.abs(b[i])));
            double distance = Math.abs(a[i] - b[i]) / scale;
            if (!Double.isFinite(distance)) {
                return null;
            }
            most = Math.max(most, distance);
        }
        return most;
    }

    private static @Nullable Double farthest(Map<String, Comparison> comparisons) {
        double most = 0;
        for (Comparison comparison : comparisons.values()) {
            if (comparison.distance() == null) {
                return null;
            }
            most = Math.max(most, comparison.distance());
        }
        return most;
    }
}
