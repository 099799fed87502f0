package dev.downhill.sweeps;

/** As many sweeps go on as may. */
final class TooManySweeps extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManySweeps(int active) {
        super(active + " sweeps go on already");
    }
}
