package dev.downhill.sweeps;

import dev.downhill.api.Refusal;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/** Thrown when too many sweeps are running, of all clients or of one. */
final class TooManySweeps extends Refusal {
    private static final long serialVersionUID = 1L;

    /** About how long it takes until one of them ends. */
    private static final Duration RETRY = Duration.ofSeconds(10);

    private TooManySweeps(String message) {
        super(HttpStatus.TOO_MANY_REQUESTS, "too-many-sweeps", "Too many sweeps", message, RETRY);
    }

    static TooManySweeps ofAll(int active) {
        return new TooManySweeps(active + " sweeps are already running");
    }

    static TooManySweeps ofClient(long active) {
        return new TooManySweeps(active + " of your sweeps are already running");
    }
}
