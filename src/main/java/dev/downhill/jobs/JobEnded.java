package dev.downhill.jobs;

/** A job has not to be cancelled, because it has ended. */
public final class JobEnded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JobEnded(Job job) {
        super("job '" + job.id() + "' has ended: " + job.status().text());
    }
}
