package dev.downhill.sweeps;

import dev.downhill.api.Refusal;
import org.springframework.http.HttpStatus;

/** There is no sweep of that id. */
final class SweepNotFound extends Refusal {
    private static final long serialVersionUID = 1L;

    SweepNotFound(String id) {
        super(HttpStatus.NOT_FOUND, "sweep-not-found", "No such sweep", "there is no sweep '" + id + "'");
    }
}
