package dev.downhill.explain.step;

import dev.downhill.explain.graph.GraphView;
import dev.downhill.explain.layer.OpenedLayer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole training step in five phases, with every number.
 *
 * <p>Nodes and edges are those of {@link GraphView}, by their ids. A value is a number or a list (nested as the
 * dimensions are). A value of more than 64 elements is an object with {@code norm}, {@code mean}, {@code std},
 * {@code min}, {@code max} and a {@code histogram} of ten parts from the least to the greatest. A number that is not
 * finite is null.
 *
 * @param step its number, from 1
 * @param learningRate by the schedule
 * @param layers opened for the first row: convolutions, pooling, normalization, recurrences and attention; none of a
 *     model without such layers
 * @param rows the rows of the training data that it saw, from 0
 */
public record StepTrace(
        long step,
        double learningRate,
        Rows rows,
        ForwardPhase forward,
        LossPhase loss,
        BackwardPhase backward,
        UpdatePhase update,
        NextPhase next,
        List<OpenedLayer> layers) {

    /**
     * Rows of the training data.
     *
     * @param first the numbers of the first 64 of them, from 0
     */
    public record Rows(int count, List<Integer> first) {}

    /**
     * From the data to the prediction.
     *
     * @param prediction the id of the node that is the prediction
     */
    public record ForwardPhase(String prediction, List<NodeValue> nodes) {}

    /**
     * From the prediction to the loss.
     *
     * @param node the id of the node that is the loss
     * @param value the run's own loss
     */
    public record LossPhase(String node, String target, double value, List<NodeValue> nodes) {}

    /**
     * The value of a node.
     *
     * @param formula how, in names
     * @param text the same with the numbers put in
     */
    public record NodeValue(
            String id,
            String kind,
            String op,
            String group,
            List<String> inputs,
            List<Integer> shape,
            String formula,
            @Nullable Object value,
            String text) {}

    /**
     * The chain rule, from the loss back to each weight.
     *
     * @param edges along which a gradient was passed on, in that order
     * @param nodes at which a gradient arrived, in the order in which it was complete
     */
    public record BackwardPhase(List<EdgeGradient> edges, List<NodeGradient> nodes) {}

    /**
     * The gradient that a node passed on to one of its inputs.
     *
     * @param edge the edge's id
     * @param from the node at which the gradient had arrived
     * @param to the input that it is passed on to
     * @param arrived d(loss)/d(from)
     * @param passed the part of d(loss)/d(to) that comes along this edge
     * @param formula how, in names
     * @param text the same with the numbers put in
     */
    public record EdgeGradient(
            String edge,
            String from,
            String to,
            Derivative derivative,
            @Nullable Object arrived,
            @Nullable Object passed,
            String formula,
            String text) {}

    /**
     * The local derivative d(from)/d(to).
     *
     * @param kind {@code elementwise}: one number for each element; {@code factor}: one for all; {@code operand}: the other
     *     factor of a matrix product, transposed; {@code jacobian}: a row for each element of the output, a column for each
     *     of the input
     * @param formula in names
     * @param value null where a jacobian would be large
     * @param text the same with the numbers put in
     */
    public record Derivative(
            String kind, String formula, @Nullable Object value, String text) {}

    /**
     * The gradient that arrived at a node.
     *
     * @param edges along which; their parts are added up
     */
    public record NodeGradient(String node, @Nullable Object value, List<String> edges, String text) {}

    /**
     * The arithmetic of the optimizer.
     *
     * @param scalars the values that depend only on the number of the step
     */
    public record UpdatePhase(String optimizer, List<Equation> scalars, List<ParameterUpdate> parameters) {}

    /**
     * A number or tensor that the optimizer computed.
     *
     * @param formula how, in names
     * @param text the same with the numbers put in
     */
    public record Equation(
            String name, String formula, @Nullable Object value, String text) {}

    /**
     * The update of one parameter, with the run's own gradient and result.
     *
     * @param backpropagated what the backward pass gave
     * @param gradient what the optimizer saw: accumulated and clipped, where the specification says so
     * @param gradientText how it came from what the backward pass gave
     * @param equations the optimizer's state, and last the parameter
     */
    public record ParameterUpdate(
            String parameter,
            @Nullable Object before,
            @Nullable Object backpropagated,
            @Nullable Object gradient,
            String gradientText,
            List<Equation> equations,
            @Nullable Object after) {}

    /**
     * The initial values of the next step.
     *
     * @param step its number, or null where the run ends
     * @param state the optimizer's, by parameter and name
     * @param gradients the remaining gradients; empty if they are zeroed
     */
    public record NextPhase(
            @Nullable Long step,
            Map<String, @Nullable Object> parameters,
            Map<String, Map<String, @Nullable Object>> state,
            Map<String, @Nullable Object> gradients,
            String text) {}
}
