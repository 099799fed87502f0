package dev.downhill.jobs;

/** Thrown when cancelling a job that has already ended. */
public final class JobEnded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JobEnded(Job job) {
        super("job '" + job.id() + "' has ended: " + job.status().text());
    }
}
