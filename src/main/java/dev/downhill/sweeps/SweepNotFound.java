package dev.downhill.sweeps;

/** There is no sweep of that id. */
final class SweepNotFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SweepNotFound(String id) {
        super("there is no sweep '" + id + "'");
    }
}
