package dev.downhill.sweeps;

/** Thrown when too many sweeps are running, of all clients or of one. */
final class TooManySweeps extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private TooManySweeps(String message) {
        super(message);
    }

    static TooManySweeps ofAll(int active) {
        return new TooManySweeps(active + " sweeps are already running");
    }

    static TooManySweeps ofClient(long active) {
        return new TooManySweeps(active + " of your sweeps are already running");
    }
}
