package dev.downhill.jobs;

import java.time.Duration;

/** As many jobs wait as may wait. */
final class QueueFull extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Duration retryAfter;

    QueueFull(Duration retryAfter) {
        super("as many jobs are waiting as may wait; try again in " + retryAfter.toSeconds() + " s");
        this.retryAfter = retryAfter;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
