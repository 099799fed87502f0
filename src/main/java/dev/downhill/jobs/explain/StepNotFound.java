package dev.downhill.jobs.explain;

import dev.downhill.api.Refusal;
import dev.downhill.jobs.Job;
import org.springframework.http.HttpStatus;

/** Thrown when a job has not taken a requested step, or not yet. */
public final class StepNotFound extends Refusal {
    private static final long serialVersionUID = 1L;

    StepNotFound(Job job, long step, long first, long last) {
        super(
                HttpStatus.NOT_FOUND,
                "step-not-found",
                "No such step",
                "job '" + job.id() + "' " + taken(job, first, last) + "; there is no step " + step);
    }

    private static String taken(Job job, long first, long last) {
        String so = job.status().hasEnded() ? "" : " so far";
        return last < first ? "has taken no step" + so : "has taken steps " + first + " to " + last + so;
    }
}
