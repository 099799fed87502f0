package dev.downhill.scheduling;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * Lets threads wait until something has changed.
 *
 * <p>Announcing a change takes a few nanoseconds if no thread waits, so a run can announce every step.
 */
public final class Changes {
    private static final AtomicLongFieldUpdater<Changes> COUNT =
            AtomicLongFieldUpdater.newUpdater(Changes.class, "count");

    private volatile long count;

    /** Written by threads that hold the monitor. */
    private volatile int waiting;

    /** Returns the number of changes announced so far. */
    public long count() {
        return count;
    }

    /** Announces a change and wakes the waiting threads. A waiter counts itself before it reads the count, so none is missed. */
    public void tell() {
        long unused = COUNT.incrementAndGet(this);
        if (waiting > 0) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /**
     * Waits until the count is another, or a time is over.
     *
     * @param seen the count before the waiter looked at what may change
     */
    public synchronized void await(long seen, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        waiting++;
        try {
            long left = atMost.toNanos();
            while (count == seen && left > 0) {
                wait(left / 1_000_000, (int) (left % 1_000_000));
                left = deadline - System.nanoTime();
            }
        } finally {
            waiting--;
        }
    }
}
