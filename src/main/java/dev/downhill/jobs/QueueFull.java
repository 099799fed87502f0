package dev.downhill.jobs;

import java.time.Duration;

/** As many jobs wait as may wait. */
public final class QueueFull extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Duration retryAfter;

    private QueueFull(String what, Duration retryAfter) {
        super(what);
        this.retryAfter = retryAfter;
    }

    public static QueueFull ofAll(Duration retryAfter) {
        return new QueueFull("as many jobs are waiting as may wait", retryAfter);
    }

    public static QueueFull ofClient(Duration retryAfter) {
        return new QueueFull("as many of your jobs are waiting as one client may have", retryAfter);
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
