package dev.downhill.tutorial.check;

import java.util.concurrent.CancellationException;

/** Ends work whose thread was interrupted. */
final class Interrupted {
    private Interrupted() {}

    /** @throws CancellationException if the thread was interrupted; it stays so */
    static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the check was interrupted");
        }
    }
}
