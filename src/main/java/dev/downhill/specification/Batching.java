package dev.downhill.specification;

/**
 * Which rows a step sees.
 *
 * @param size how many; the last batch of an epoch has what is left
 * @param shuffle whether every epoch has an order of its own
 */
public record Batching(int size, boolean shuffle) {
    /** Returns whether every step sees all of some rows in their order. */
    public boolean isAlwaysAll(int rows) {
        return size == rows && !shuffle;
    }

    /** Returns the number of steps in which some rows are seen once. */
    public long stepsPerEpoch(int rows) {
        return Math.ceilDiv(rows, size);
    }
}
