package dev.downhill.data;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The training rows, and the test rows, which show how well the model does on rows that it has not seen.
 *
 * @param test null without test rows
 * @param standardization the standardization of the inputs; null if there is none
 */
public record Partition(
        Dataset training, @Nullable Dataset test, @Nullable Standardization standardization) {

    /** Returns a random partition; both parts keep the order of the rows. */
    public static Partition of(Dataset all, double testFraction, RandomGenerator random) {
        int held = (int) Math.round(all.rows() * testFraction);
        if (held == 0) {
            return new Partition(all, null, null);
        }
        int[] order = Shuffle.of(all.rows(), random);
        int[] test = IntStream.of(order).limit(held).sorted().toArray();
        int[] training = IntStream.of(order).skip(held).sorted().toArray();
        return new Partition(all.select(training), all.select(test), null);
    }

    /**
     * Returns the same rows, with every missing number replaced by the mean of its column over the training rows.
     *
     * @throws DataException if a column has no number in the training rows
     */
    public Partition filled() {
        if (!training.isIncomplete() && (test == null || !test.isIncomplete())) {
            return this;
        }
        var means = MissingMeans.of(training);
        return new Partition(means.fill(training), test == null ? null : means.fill(test), standardization);
    }

    /** Returns the same rows with standardized inputs, by the means and standard deviations of the training rows. */
    public Partition standardized() {
        var scale = Standardization.of(training);
        return new Partition(scale.apply(training), test == null ? null : scale.apply(test), scale);
    }
}
