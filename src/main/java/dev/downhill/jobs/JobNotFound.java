package dev.downhill.jobs;

/** There is no job of an id, or it is no longer kept. */
public final class JobNotFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JobNotFound(String id) {
        super("there is no job '" + (id.length() > 64 ? id.substring(0, 64) + "..." : id)
                + "'; ended jobs are evicted, the oldest first, when there are too many");
    }
}
