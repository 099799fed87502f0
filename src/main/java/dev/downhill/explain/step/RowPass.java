package dev.downhill.explain.step;

import dev.downhill.engine.autograd.BackwardPass;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.explain.graph.NodeNames;
import dev.downhill.specification.Forward;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.fault.Faults;
import dev.downhill.specification.fault.InvalidSpecification;
import dev.downhill.training.replay.ReplayedStep;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The forward and the backward pass of one row of a step: the same model and loss, without the regularization.
 *
 * @param given the row's data and masks, and the parameters
 */
record RowPass(Forward forward, NodeNames names, BackwardPass backward, RowAxes axes, Map<Tensor, double[]> given) {

    /** @throws RowFault if the model does not fit one row */
    static RowPass of(JobSpecification job, ReplayedStep step, int row) {
        JobSpecification bare = job.with(job.optimization().withoutRegularization());
        Forward one = forward(bare, 1);
        Forward two = forward(bare, 2);
        if (one == null || two == null) {
            throw RowFault.mixed();
        }
        var names = new NodeNames(one);
        return new RowPass(
                one, names, BackwardPass.of(one.loss()), RowAxes.of(names, new NodeNames(two)), given(one, step, row));
    }

    private static @Nullable Forward forward(JobSpecification job, int rows) {
        var faults = new Faults();
        try {
            Forward forward = Forward.of(job, rows, Forward.Mode.TRAINING, faults);
            faults.throwIfAny();
            return forward;
        } catch (InvalidSpecification e) {
            return null;
        }
    }

    private static Map<Tensor, double[]> given(Forward one, ReplayedStep step, int row) {
        Forward batch = step.graph().forward();
        Map<Tensor, double[]> given = new HashMap<>();
        one.inputs()
                .forEach((name, column) ->
                        give(given, column, row, values(step, batch.inputs().get(name))));
        give(given, one.target(), row, values(step, batch.target()));
        for (int i = 0; i < one.masks().size(); i++) {
            give(
                    given,
                    one.masks().get(i).variable(),
                    row,
                    values(step, batch.masks().get(i).variable()));
        }
        one.parameters().forEach((name, parameter) -> given.put(parameter, values(step, batch.parameter(name))));
        return given;
    }

    private static double[] values(ReplayedStep step, @Nullable Tensor variable) {
        return Objects.requireNonNull(step.given().get(variable), "every variable of a step is given");
    }

    private static void give(Map<Tensor, double[]> given, Tensor variable, int row, double[] all) {
        int width = variable.shape().size();
        given.put(variable, Arrays.copyOfRange(all, row * width, (row + 1) * width));
    }

    /** Returns the gradients that have to be computed. */
    Collection<Tensor> gradients() {
        return backward.gradients().values();
    }

    /** Returns the gradient of a node; zeros if the loss does not depend on it. */
    NDArray gradient(Tensor node, NodeValues values) {
        Tensor gradient = backward.gradients().get(node);
        return gradient == null ? NDArray.full(node.shape(), 0) : values.of(gradient);
    }
}
