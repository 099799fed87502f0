package dev.downhill.sweeps;

/** As many sweeps go on as may, of all clients or of one. */
final class TooManySweeps extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private TooManySweeps(String message) {
        super(message);
    }

    static TooManySweeps ofAll(int active) {
        return new TooManySweeps(active + " sweeps go on already");
    }

    static TooManySweeps ofClient(long active) {
        return new TooManySweeps(active + " of your sweeps go on already");
    }
}
