package dev.downhill.training.step;

import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Recording;
import java.util.List;

/**
 * The order of the values that one step hands to the next, and of those that it records.
 *
 * <p>A step carries the trained parameters, then the statistics of the model, then the state, then the recorded gradients, so that those of the last finite
 * step are known. The state is what a checkpoint keeps beside the parameters: the gradients that no step zeroes, one for
 * each trained parameter, then the optimizer's values, parameter by parameter. On the tape, each step writes its loss, the
 * trained parameters after it, and their gradients, as far as they are recorded.
 *
 * @param trained the number of trained parameters.
 * @param statistics the number of statistics that the model keeps, such as running means.
 * @param accumulates whether gradients add up from step to step because no step zeroes them.
 * @param optimizerValues how many values the optimizer keeps for a parameter.
 * @param recordsParameters whether the parameters after a step are recorded.
 * @param recordsGradients whether the gradients of a step are recorded.
 */
public record StepLayout(
        int trained,
        int statistics,
        boolean accumulates,
        int optimizerValues,
        boolean recordsParameters,
        boolean recordsGradients) {
    static StepLayout of(JobSpecification job, int trained) {
        return new StepLayout(
                trained,
                job.model().statistics().size(),
                !job.zeroGrad(),
                job.optimizer().state().size(),
                job.record().parameters() != Recording.Parameters.NONE,
                job.record().gradients());
    }

    private int leftGradients() {
        return accumulates ? trained : 0;
    }

    private int states() {
        return leftGradients() + trained * optimizerValues;
    }

    /**
     * Returns those of all carried values that are parameters, in the order of the model.
     *
     * @param carried one entry for each carried value
     */
    public <T> List<T> parametersOf(List<T> carried) {
        return carried.subList(0, trained);
    }

    /**
     * Returns those of all carried values that belong to the model: the trained parameters and the statistics.
     *
     * @param carried one entry for each carried value
     */
    public <T> List<T> modelOf(List<T> carried) {
        return carried.subList(0, trained + statistics);
    }

    /**
     * Returns those of all carried values that are the state.
     *
     * @param carried one entry for each carried value
     */
    public <T> List<T> stateOf(List<T> carried) {
        return carried.subList(trained + statistics, trained + statistics + states());
    }

    /**
     * Returns those of all carried values that are recorded gradients; none if gradients are not recorded.
     *
     * @param carried one entry for each carried value
     */
    public <T> List<T> gradientsOf(List<T> carried) {
        return carried.subList(trained + statistics + states(), carried.size());
    }

    /**
     * Returns the gradient that earlier steps left of a parameter; there is one if gradients accumulate.
     *
     * @param state the part that {@link #stateOf} returns
     * @param parameter its number among the trained ones, from 0
     */
    public <T> T leftGradient(List<T> state, int parameter) {
        return state.get(parameter);
    }

    /**
     * Returns the values that the optimizer keeps for a parameter, in the order of {@code Optimizer.state}.
     *
     * @param state the part that {@link #stateOf} returns
     * @param parameter its number among the trained ones, from 0
     */
    public <T> List<T> optimizerValues(List<T> state, int parameter) {
        int from = leftGradients() + parameter * optimizerValues;
        return state.subList(from, from + optimizerValues);
    }
}
