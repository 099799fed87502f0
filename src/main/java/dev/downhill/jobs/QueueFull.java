package dev.downhill.jobs;

import java.time.Duration;

/** Thrown when the job queue is full. */
public final class QueueFull extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Duration retryAfter;

    private QueueFull(String what, Duration retryAfter) {
        super(what);
        this.retryAfter = retryAfter;
    }

    public static QueueFull ofAll(Duration retryAfter) {
        return new QueueFull("the job queue is full", retryAfter);
    }

    public static QueueFull ofClient(Duration retryAfter) {
        return new QueueFull("your share of the job queue is full", retryAfter);
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
