package dev.downhill.survival;

/** The times of the last errors, in an array that is there before memory runs out. */
final class RecentErrors {
    private final long[] times;
    private final long windowNanos;
    private int next;
    private boolean full;

    /** @param most so many within the window are not too many */
    RecentErrors(int most, long windowNanos) {
        this.times = new long[most];
        this.windowNanos = windowNanos;
    }

    /** Takes in an error; returns whether there are too many within the window. */
    synchronized boolean isTooMany(long now) {
        boolean tooMany = full && now - times[next] <= windowNanos;
        times[next] = now;
        next = (next + 1) % times.length;
        full |= next == 0;
        return tooMany;
    }
}
