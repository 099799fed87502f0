package dev.downhill.training.run;

/** The progress of a run. It outlives the {@link Trainer}, which holds graphs and buffers. */
public final class Progress {
    private volatile long step;
    private volatile Runnable listener = () -> {};

    /** @param step the number of updates so far */
    public Progress(long step) {
        this.step = step;
    }

    /** Returns the number of updates so far. */
    public long step() {
        return step;
    }

    /** Takes in the number of updates so far. */
    public void reach(long reached) {
        step = reached;
        listener.run();
    }

    /**
     * Sets a listener, which the thread of the run calls after every chunk of steps; see {@link
     * dev.downhill.training.step.Chunks}.
     *
     * @param told the listener, which must return quickly; it replaces the previous one
     */
    public void onSteps(Runnable told) {
        listener = told;
    }
}
