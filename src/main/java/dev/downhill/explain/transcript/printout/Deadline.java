package dev.downhill.explain.transcript.printout;

import java.util.concurrent.CancellationException;

/** Ends work that takes too long: the waiting thread interrupts it. */
public final class Deadline {
    private Deadline() {}

    /**
     * Stops the work if its thread was interrupted.
     *
     * @throws CancellationException if the thread was interrupted
     */
    public static void stopIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted");
        }
    }
}
