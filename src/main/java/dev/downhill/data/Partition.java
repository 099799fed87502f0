package dev.downhill.data;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The training rows, and the test rows, which show how well the model does on rows that it has not seen.
 *
 * @param test null without test rows
 * @param features the features in place of the inputs, with the rows as given; null if there are none
 * @param standardization the standardization of the inputs, or of the features; null if there is none
 */
public record Partition(
        Dataset training,
        @Nullable Dataset test,
        @Nullable Features features,
        @Nullable Standardization standardization) {

    /** Returns a random partition; both parts keep the order of the rows. */
    public static Partition of(Dataset all, double testFraction, RandomGenerator random) {
        int held = (int) Math.round(all.rows() * testFraction);
        if (held == 0) {
            return new Partition(all, null, null, null);
        }
        int[] order = Shuffle.of(all.rows(), random);
        int[] test = IntStream.of(order).limit(held).sorted().toArray();
        int[] training = IntStream.of(order).skip(held).sorted().toArray();
        return new Partition(all.select(training), all.select(test), null, null);
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
        return new Partition(means.fill(training), test == null ? null : means.fill(test), features, standardization);
    }

    /** Returns the same rows with features in place of the inputs. */
    public Partition with(Features.Rule rule) {
        return new Partition(
                replaced(training, rule),
                test == null ? null : replaced(test, rule),
                new Features(rule, training, test),
                standardization);
    }

    private static Dataset replaced(Dataset rows, Features.Rule rule) {
        List<Column> features = rule.of(rows);
        return rows.with(features, rows.target());
    }

    /** Returns the training rows with the inputs that predictions take: before features and standardization. */
    public Dataset given() {
        return features == null ? training : features.training();
    }

    /** Returns the bytes of all rows. */
    public long bytes() {
        return training.bytes() + (test == null ? 0 : test.bytes()) + (features == null ? 0 : features.bytes());
    }

    /** Returns the same rows with standardized inputs, by the means and standard deviations of the training rows. */
    public Partition standardized() {
        var scale = Standardization.of(training);
        return new Partition(scale.apply(training), test == null ? null : scale.apply(test), features, scale);
    }
}
