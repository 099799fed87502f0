package dev.downhill.training.record;

import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.RandomStreams;
import dev.downhill.training.step.TrainingStep;
import java.util.List;
import java.util.Map;

/**
 * The state from which a run continues after a step: the model's and the optimizer's {@code state_dict()}, and its
 * place in the data and the random numbers.
 *
 * <p>A run that starts from a checkpoint takes the steps that the other run took, to the last bit.
 *
 * @param step the number of updates.
 * @param parameters every parameter's elements, row-major, in the order of the model, frozen ones included; behind them the
 *     statistics that the model keeps.
 * @param state the other values that one step passes to the next, in the order of {@link TrainingStep#carried}: the
 *     optimizer's state, and without {@code zeroGrad} the remaining gradients; empty before the first step.
 * @param place the place in data, random numbers and patience.
 */
public record Checkpoint(long step, Map<String, double[]> parameters, List<double[]> state, Place place) {

    /**
     * The place of a run in its data, in its random numbers, and in its stopping rule.
     *
     * @param shuffle the place in the stream from which the order of the epoch is drawn.
     * @param row the start of the next batch in that order.
     * @param dropout the place in the stream from which the next masks are drawn.
     * @param patience the wait for a better loss.
     */
    public record Place(long shuffle, int row, long dropout, Patience patience) {
        /** Returns the same place at the beginning of the epoch, for batches of another size. */
        public Place inNewEpoch() {
            return new Place(shuffle, 0, dropout, patience);
        }

        /** Returns the same place for another rule to stop. */
        public Place withFreshPatience() {
            return with(Patience.FRESH);
        }

        /** Returns the same place with another wait for a better value. */
        public Place with(Patience other) {
            return new Place(shuffle, row, dropout, other);
        }
    }

    /** Returns the state before step 1, in the job's precision. */
    public static Checkpoint initial(JobSpecification job) {
        Map<String, double[]> parameters = ParameterValues.initial(job.modelState(), job.dtype()::round);
        var place =
                new Place(job.seed() ^ RandomStreams.SHUFFLE, 0, job.seed() ^ RandomStreams.DROPOUT, Patience.FRESH);
        return new Checkpoint(0, parameters, List.of(), place);
    }

    /**
     * Returns another state of the same model.
     *
     * @param later the number of updates
     * @param trained the names of the parameters that have changed
     * @param values the elements of these parameters
     */
    public Checkpoint after(
            long later, List<String> trained, List<double[]> values, List<double[]> carried, Place stands) {
        return new Checkpoint(later, ParameterValues.of(parameters).with(trained, values), carried, stands);
    }

    /** Returns the number of bytes that the numbers take, 8 for each in either precision. */
    public long bytes() {
        long numbers = 0;
        for (double[] values : state) {
            numbers += values.length;
        }
        return parameterBytes() + numbers * Double.BYTES;
    }

    /** Returns the number of bytes that the parameters take, 8 for each element in either precision. */
    public long parameterBytes() {
        long numbers = 0;
        for (Map.Entry<String, double[]> parameter : parameters.entrySet()) {
            numbers += parameter.getValue().length;
        }
        return numbers * Double.BYTES;
    }
}
