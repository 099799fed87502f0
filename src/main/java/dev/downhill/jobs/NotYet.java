package dev.downhill.jobs;

import dev.downhill.api.Refusal;
import org.springframework.http.HttpStatus;

/** Thrown when a job does not have a requested part, yet or ever. */
public final class NotYet extends Refusal {
    private static final long serialVersionUID = 1L;

    /** @param what the part that the job lacks */
    public NotYet(Job job, String what) {
        super(
                HttpStatus.CONFLICT,
                "not-yet",
                "Not yet",
                "job '" + job.id() + "' is " + job.status().text() + "; there is no " + what
                        + (job.status().hasEnded() ? "" : " yet"));
    }
}
