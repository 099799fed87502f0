package dev.downhill.jobs;

/** A job does not have what is asked for, because it has not come so far, or never will. */
public final class NotYet extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param what what there is not */
    public NotYet(Job job, String what) {
        super("job '" + job.id() + "' is " + job.status().text() + "; there is no " + what
                + (job.status().hasEnded() ? "" : " yet"));
    }
}
