package dev.downhill.survival;

import dev.downhill.api.Problem;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** The answer to a request for which memory ran out. */
final class OutOfMemory {
    private static final Duration RETRY = Duration.ofSeconds(5);

    private OutOfMemory() {}

    static ResponseEntity<ProblemDetail> answer() {
        return Problem.later(
                HttpStatus.SERVICE_UNAVAILABLE,
                "out-of-memory",
                "Memory ran out",
                "the service had no memory left for this request",
                RETRY);
    }
}
