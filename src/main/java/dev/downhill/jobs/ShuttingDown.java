package dev.downhill.jobs;

/** The service takes no jobs any more. */
public final class ShuttingDown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ShuttingDown() {
        super("the service is shutting down and takes no jobs");
    }
}
