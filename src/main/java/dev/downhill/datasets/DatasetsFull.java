package dev.downhill.datasets;

import dev.downhill.api.Refusal;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/** Thrown when the data sets of owners who hold less leave no room for a new one. */
final class DatasetsFull extends Refusal {
    private static final long serialVersionUID = 1L;

    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    DatasetsFull() {
        super(
                HttpStatus.SERVICE_UNAVAILABLE,
                "datasets-full",
                "No room for the data set",
                "the data sets of other clients leave no room for yours; delete some of yours, or send a smaller one",
                RETRY_AFTER);
    }
}
