package dev.downhill.jobs.stream;

import java.time.Duration;

/** As many read event streams as may. */
final class TooManyReaders extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Duration retryAfter;

    TooManyReaders(int most, Duration retryAfter) {
        super(most + " readers of event streams are as many as there may be");
        this.retryAfter = retryAfter;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
