package dev.downhill.sweeps;

/** There is nothing to cancel any more. */
final class SweepEnded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SweepEnded(Sweep sweep) {
        super("all jobs of sweep '" + sweep.id() + "' have ended");
    }
}
