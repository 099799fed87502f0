package dev.downhill.training;

import java.util.List;
import java.util.Map;

/**
 * What a run needs to go on from a step: the model's and the optimizer's {@code state_dict()}.
 *
 * @param step how many updates have been made
 * @param parameters every parameter's elements, row-major, in the order of the model; those that are frozen too
 * @param state what else one step hands to the next, in the order of {@link TrainingStep#carried}: the optimizer's state, and
 *     the gradients that were left where none are zeroed
 */
public record Checkpoint(long step, Map<String, double[]> parameters, List<double[]> state) {

    /** Returns the number of bytes that the numbers take. */
    public long bytes() {
        long numbers = 0;
        for (double[] values : parameters.values()) {
            numbers += values.length;
        }
        for (double[] values : state) {
            numbers += values.length;
        }
        return numbers * Double.BYTES;
    }
}
