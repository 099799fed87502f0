package dev.downhill.engine.kernel;

/**
 * Lets the thread that takes a step leave it when it is interrupted.
 *
 * <p>A loop over many elements asks once in a grain of them, which costs less than a thousandth of its time. The thread
 * stays interrupted. See docs/decisions/0041-a-step-can-be-interrupted.md.
 */
public final class Interrupts {
    /** Elements of a loop that are computed between two checks, where one element takes nanoseconds. */
    public static final int GRAIN = 1 << 14;

    private Interrupts() {}

    /**
     * Returns if the thread may go on.
     *
     * @throws StepInterrupted if it is interrupted, or works for a thread that is
     */
    public static void check() {
        if (Thread.currentThread().isInterrupted() || Workers.isStopped()) {
            throw new StepInterrupted();
        }
    }

    /** Returns where a loop that stands at {@code from} checks next; a short rest is run to its end. */
    static int until(int from, int end) {
        return until(from, end, GRAIN);
    }

    /**
     * Returns where a loop that stands at {@code from} checks next; a rest of at most one grain is run to its end.
     *
     * @param end the end of the loop
     * @param grain the iterations between two checks
     * @throws StepInterrupted if the rest is longer and the thread is interrupted
     */
    public static int until(int from, int end, int grain) {
        if (end - from <= grain) {
            return end;
        }
        check();
        return from + grain;
    }

    /** Returns how many rows of some elements make a grain; at least one. */
    public static int rows(long elements) {
        return (int) Math.max(1, GRAIN / Math.max(1, elements));
    }
}
