package dev.downhill.engine.optimizer;

import dev.downhill.engine.autograd.Tensor;
import java.util.List;
import java.util.Map;

/**
 * A rule that moves a parameter by its gradient, written in tensor operations so that it is part of the graph.
 *
 * <p>What depends only on the number of the step, such as Adam's bias corrections, is a scalar computed in double
 * outside the graph, as PyTorch does; so it stays exact in float32. See
 * docs/decisions/0006-scalars-of-a-step-are-computed-outside-the-graph.md. The order of the operations is PyTorch's, so
 * that its digits come out.
 */
public interface Optimizer {
    /** Returns the step size before any schedule. */
    double learningRate();

    /** Returns whether it goes uphill. */
    default boolean maximize() {
        return false;
    }

    /** Returns the names of the scalars that change from step to step; each becomes a scalar variable of the graph. */
    List<String> scalars();

    /** Returns how each of the scalars is computed, in the names of the options, {@code learningRate} and {@code step}. */
    List<String> scalarFormulas();

    /** Returns the options that the formulas name. */
    default Map<String, Double> numbers() {
        return Map.of();
    }

    /**
     * Returns the scalars of a step, in the order of {@link #scalars}.
     *
     * @param learningRate the rate of this step, by the schedule
     * @param step its number, from 1
     */
    double[] scalars(double learningRate, long step);

    /** Returns whether the scalars are the same at every step of one rate. */
    default boolean isSteady() {
        return false;
    }

    /** Returns the names of the tensors that the rule keeps for each parameter, all of its shape. */
    List<String> state();

    /** Returns what every element of the kept tensors is before the first step. */
    default double initialState() {
        return 0;
    }

    /**
     * Returns the update of one parameter, as tensors.
     *
     * @param gradient the gradient, clipped, of the parameter's shape.
     * @param state the tensors that {@link #state()} names, as the last step left them.
     * @param scalars the variables that {@link #scalars()} names.
     */
    Update update(Tensor parameter, Tensor gradient, List<Tensor> state, List<Tensor> scalars);

    /**
     * The values after an update.
     *
     * @param parameter the next value, of the parameter's shape
     * @param state one tensor for each that {@link Optimizer#state()} names
     */
    record Update(Tensor parameter, List<Tensor> state) {}
}
