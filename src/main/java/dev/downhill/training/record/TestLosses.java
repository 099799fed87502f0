package dev.downhill.training.record;

/**
 * The loss over the test rows, at those steps of a run at which it was evaluated and finite. One thread appends, any
 * number may read at the same time.
 */
public final class TestLosses {
    private final NumberLog steps = new NumberLog();
    private final NumberLog losses = new NumberLog();
    private volatile int count;

    /** Gives back the room for numbers that never came. */
    void trim() {
        steps.trim();
        losses.trim();
    }

    /** Returns how many entries there are. */
    public int count() {
        return count;
    }

    /**
     * Returns after how many updates an entry was taken.
     *
     * @param entry from 0 up to but without {@link #count}
     */
    public long step(int entry) {
        return (long) steps.get(entry);
    }

    /**
     * Returns the loss of an entry, which is finite.
     *
     * @param entry from 0 up to but without {@link #count}
     */
    public double loss(int entry) {
        return losses.get(entry);
    }

    /** Returns how many entries were taken after at most so many updates. */
    public int upTo(long updates) {
        return steps.upTo(updates, count);
    }

    /** Appends an entry; nothing where there is one of that step already, or the loss is not finite. */
    void append(long step, double loss) {
        if (Double.isFinite(loss) && (count == 0 || step(count - 1) < step)) {
            steps.append((double) step);
            losses.append(loss);
            count = losses.size();
        }
    }
}
