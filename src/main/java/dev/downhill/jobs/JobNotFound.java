package dev.downhill.jobs;

import dev.downhill.api.Refusal;
import org.springframework.http.HttpStatus;

/** There is no job of an id, or it is no longer kept. */
public final class JobNotFound extends Refusal {
    private static final long serialVersionUID = 1L;

    JobNotFound(String id) {
        super(
                HttpStatus.NOT_FOUND,
                "job-not-found",
                "No such job",
                "there is no job '" + (id.length() > 64 ? id.substring(0, 64) + "..." : id)
                        + "'; ended jobs are evicted, the oldest first, when there are too many");
    }
}
