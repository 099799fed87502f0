package dev.downhill.jobs.stream;

import java.time.Duration;

/** Thrown when all connections for event streams are in use. */
final class TooManyReaders extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Duration retryAfter;

    TooManyReaders(int most, Duration retryAfter) {
        super("all " + most + " event-stream connections are in use");
        this.retryAfter = retryAfter;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
