package dev.downhill.engine.optimizer;

import dev.downhill.engine.autograd.Tensor;
import java.util.List;

/** A rule that moves a parameter by its gradient, written in tensor operations so that it is part of the graph. */
public interface Optimizer {
    /** Returns the step size before any schedule. */
    double learningRate();

    /** Returns the names of the tensors that the rule keeps for each parameter, all of its shape and zero at first. */
    List<String> state();

    /**
     * Returns the update of one parameter.
     *
     * @param state what {@link #state()} names, as the last step left it
     */
    Update update(Tensor parameter, Tensor gradient, List<Tensor> state, Moment moment);

    /**
     * When the update happens.
     *
     * @param learningRate a scalar: the rate of this step
     * @param step a scalar: the number of this step, from 1
     */
    record Moment(Tensor learningRate, Tensor step) {}

    /**
     * What stands after an update.
     *
     * @param state one tensor for each that {@link Optimizer#state()} names
     */
    record Update(Tensor parameter, List<Tensor> state) {}
}
