package dev.downhill.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The features that took the place of a data set's inputs, and the rows from which they were computed.
 *
 * @param rule computes the features of any rows
 * @param training the training rows with the inputs as given, before features and standardization
 * @param test the test rows likewise; null without test rows
 */
public record Features(
        Rule rule, Dataset training, @Nullable Dataset test) {
    /** The formulas of features. */
    public interface Rule {
        /** Returns the formula of each feature, which is the name of its column too. */
        List<String> formulas();

        /**
         * Returns the features of some rows, a column of numbers each, in the order of the formulas.
         *
         * @param rows with all inputs that the formulas name
         */
        List<Column> of(Dataset rows);
    }

    /** Returns the bytes of the rows as given. */
    public long bytes() {
        return training.bytes() + (test == null ? 0 : test.bytes());
    }
}
