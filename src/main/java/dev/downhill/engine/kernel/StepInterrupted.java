package dev.downhill.engine.kernel;

import java.util.concurrent.CancellationException;

/** The thread was interrupted within a step. Nothing of that step counts. */
public final class StepInterrupted extends CancellationException {
    private static final long serialVersionUID = 1L;

    private final int taken;

    StepInterrupted() {
        this(0);
    }

    /**
     * Returns the exception of a run of steps.
     *
     * @param taken how many whole steps were taken before
     */
    public StepInterrupted(int taken) {
        super("the thread was interrupted within a step");
        this.taken = taken;
    }

    /** Returns how many whole steps were taken before. */
    public int taken() {
        return taken;
    }
}
