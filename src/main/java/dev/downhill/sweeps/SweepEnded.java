package dev.downhill.sweeps;

import dev.downhill.api.Refusal;
import org.springframework.http.HttpStatus;

/** There is nothing to cancel any more. */
final class SweepEnded extends Refusal {
    private static final long serialVersionUID = 1L;

    SweepEnded(Sweep sweep) {
        super(
                HttpStatus.CONFLICT,
                "sweep-ended",
                "The sweep has ended",
                "all jobs of sweep '" + sweep.id() + "' have ended");
    }
}
