package dev.downhill.explain.transcript.printout;

import java.util.concurrent.CancellationException;

/** Ends what takes too long: whoever waits for it interrupts the thread. */
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
