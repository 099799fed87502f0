package dev.downhill.jobs.postgresql;

import dev.downhill.api.Refusal;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/** The database does not answer. */
final class DatabaseGone extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final Duration WAIT = Duration.ofSeconds(5);

    DatabaseGone() {
        super(
                HttpStatus.SERVICE_UNAVAILABLE,
                "database-unavailable",
                "The database is unavailable",
                "the database that keeps jobs does not answer",
                WAIT);
    }

    DatabaseGone(Throwable cause) {
        this();
        // A refusal has no cause of its own.
        addSuppressed(cause);
    }
}
