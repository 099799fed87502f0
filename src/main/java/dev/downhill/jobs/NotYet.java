package dev.downhill.jobs;

/** Thrown when a job does not have a requested part, yet or ever. */
public final class NotYet extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param what the part that the job lacks */
    public NotYet(Job job, String what) {
        super("job '" + job.id() + "' is " + job.status().text() + "; there is no " + what
                + (job.status().hasEnded() ? "" : " yet"));
    }
}
