package dev.downhill.jobs;

import dev.downhill.api.Refusal;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/** The service takes no jobs any more. */
public final class ShuttingDown extends Refusal {
    private static final long serialVersionUID = 1L;

    /** About how long it takes until another process answers. */
    private static final Duration RESTART = Duration.ofSeconds(10);

    public ShuttingDown() {
        super(
                HttpStatus.SERVICE_UNAVAILABLE,
                "shutting-down",
                "Shutting down",
                "the service is shutting down and takes no jobs",
                RESTART);
    }
}
