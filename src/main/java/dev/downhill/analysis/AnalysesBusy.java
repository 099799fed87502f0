package dev.downhill.analysis;

import dev.downhill.api.Refusal;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/** Thrown when the analysis queue is full. */
public final class AnalysesBusy extends Refusal {
    private static final long serialVersionUID = 1L;

    /** About how long it takes until a place is free. */
    private static final Duration RETRY = Duration.ofSeconds(1);

    AnalysesBusy() {
        super(HttpStatus.TOO_MANY_REQUESTS, "analyses-busy", "Too many analyses", "the analysis queue is full", RETRY);
    }
}
