package dev.downhill.memory;

import dev.downhill.api.Refusal;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/** Thrown when others hold the requested bytes now. */
public final class BudgetTaken extends Refusal {
    private static final long serialVersionUID = 1L;

    BudgetTaken(Holder holder, long bytes, long total, Duration retryAfter) {
        super(
                HttpStatus.SERVICE_UNAVAILABLE,
                "memory-taken",
                "The memory is in use",
                "This needs " + Megabytes.of(bytes) + " of memory for " + holder.text()
                        + ", but others currently hold most of the service's " + Megabytes.of(total),
                retryAfter);
    }
}
