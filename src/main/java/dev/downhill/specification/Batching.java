package dev.downhill.specification;

/**
 * The rows that a step sees.
 *
 * @param size how many; the last batch of an epoch has the rows that are left
 * @param shuffle whether every epoch has an order of its own
 */
public record Batching(int size, boolean shuffle) {
    /** Returns whether every step sees all of so many rows in their order. */
    public boolean isAlwaysAll(int rows) {
        return size == rows && !shuffle;
    }

    /** Returns the number of steps in which so many rows are seen once, rounded up. */
    public long stepsPerEpoch(int rows) {
        return Math.ceilDiv(rows, size);
    }
}
