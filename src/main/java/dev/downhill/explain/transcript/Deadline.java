package dev.downhill.explain.transcript;

import java.util.concurrent.CancellationException;

/** Ends what takes too long: whoever waits for it interrupts the thread. */
final class Deadline {
    private Deadline() {}

    /** @throws CancellationException if the thread was interrupted */
    static void stopIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted");
        }
    }
}
