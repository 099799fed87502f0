package dev.downhill.jobs;

import dev.downhill.api.Refusal;
import org.springframework.http.HttpStatus;

/** Thrown when cancelling a job that has already ended. */
public final class JobEnded extends Refusal {
    private static final long serialVersionUID = 1L;

    JobEnded(Job job) {
        super(
                HttpStatus.CONFLICT,
                "job-ended",
                "The job has ended",
                "job '" + job.id() + "' has ended: " + job.status().text());
    }
}
