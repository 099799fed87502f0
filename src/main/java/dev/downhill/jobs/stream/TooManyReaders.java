package dev.downhill.jobs.stream;

import dev.downhill.api.Refusal;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/** Thrown when all connections for event streams are in use. */
final class TooManyReaders extends Refusal {
    private static final long serialVersionUID = 1L;

    TooManyReaders(int most, Duration retryAfter) {
        super(
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-readers",
                "Too many readers",
                "all " + most + " event-stream connections are in use",
                retryAfter);
    }
}
