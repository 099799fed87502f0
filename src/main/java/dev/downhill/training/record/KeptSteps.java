package dev.downhill.training.record;

/**
 * The numbers of the steps that a trajectory holds, ascending: one number for a run of consecutive steps from the first on,
 * and a log of the others.
 */
final class KeptSteps {
    private final NumberLog others = new NumberLog();
    private volatile int consecutive;

    /** Gives back the room for numbers that never came. */
    void trim() {
        others.trim();
    }

    /** Returns the step, from 1, of a point that was appended. */
    long get(int point) {
        int first = consecutive;
        return point < first ? point + 1L : (long) others.get(point - first);
    }

    /** Appends consecutive steps. */
    void append(long from, int count) {
        if (others.size() == 0 && from == consecutive + 1L) {
            // One thread appends.
            int earlier = consecutive;
            consecutive = earlier + count;
            return;
        }
        for (int i = 0; i < count; i++) {
            others.append((double) (from + i));
        }
    }
}
