package dev.downhill.explain.step;

import dev.downhill.explain.layer.OpenedLayer;
import dev.downhill.explain.step.StepTrace.BackwardPhase;
import dev.downhill.explain.step.StepTrace.ForwardPhase;
import dev.downhill.explain.step.StepTrace.NodeValue;
import dev.downhill.explain.step.StepTrace.UpdatePhase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a training step, with every number: its values, its loss, its gradients, and its part in the gradient of each
 * weight.
 *
 * <p>Nodes and edges have the ids of {@link StepTrace}. The dimension of the rows is left out, so a column of the data is a
 * number. The gradients in {@code backward} are those of the row's own loss, without the regularization.
 *
 * @param step its number, from 1
 * @param learningRate by the schedule
 * @param weights for each trained parameter, the row's part of the gradient
 * @param update of the whole batch
 * @param layers of the batch, opened for this row; of a model without such layers none
 * @param chain the chain rule of one weight, where the request names one
 */
public record RowTrace(
        long step,
        double learningRate,
        Row row,
        ForwardPhase forward,
        RowLoss loss,
        BackwardPhase backward,
        List<RowGradient> weights,
        UpdatePhase update,
        @Nullable WeightChain chain,
        List<OpenedLayer> layers) {

    /**
     * A row of the batch.
     *
     * @param index its place in the batch, from 0
     * @param number its place in the training data, from 0
     * @param of how many rows the batch has
     */
    public record Row(int index, int number, int of) {}

    /**
     * The loss of the row.
     *
     * @param node the id of the node that is the loss
     * @param value of this row alone
     * @param divisor the row's share is its loss divided by this: the number of rows, or 1 if the loss is a sum
     * @param share the row's part of the batch's loss
     * @param regularization the penalty, which belongs to no row
     * @param batch the run's own loss: the shares of all rows and the penalty
     * @param text the share as an equation
     */
    public record RowLoss(
            String node,
            String target,
            double value,
            int divisor,
            double share,
            double regularization,
            double batch,
            String text,
            List<NodeValue> nodes) {}

    /**
     * The row's part of the gradient of one parameter. The parts of all rows and the regularization add up to {@code
     * backpropagated}; {@code left} is added to that, and clipping gives {@code gradient}.
     *
     * @param row the gradient of the row's own loss
     * @param part the same divided by the divisor of the loss
     * @param backpropagated the whole batch's gradient, as the backward pass gives it
     * @param regularization the gradient of the penalty; null without one
     * @param left the earlier steps' gradient, where gradients are not zeroed; else null
     * @param gradient as the optimizer sees it
     * @param text the part as an equation
     */
    public record RowGradient(
            String parameter,
            @Nullable Object row,
            @Nullable Object part,
            @Nullable Object backpropagated,
            @Nullable Object regularization,
            @Nullable Object left,
            @Nullable Object gradient,
            String text) {}

    /**
     * The chain rule from the loss back to one weight, as one product.
     *
     * @param weight such as {@code 0.weight[1][0]}
     * @param factors from the loss to the weight
     * @param python the product in Python's notation, with its result as a comment
     * @param value the row's part of the gradient of this weight
     */
    public record WeightChain(String weight, List<Factor> factors, String python, double value) {}

    /**
     * One factor of a chain. If a value acts on the loss in several ways, one factor is the sum over them.
     *
     * @param edges the ids of the edges that it stands for
     * @param formula the derivative
     * @param python its numbers
     * @param text both as an equation
     */
    public record Factor(List<String> edges, String formula, String python, double value, String text) {}
}
