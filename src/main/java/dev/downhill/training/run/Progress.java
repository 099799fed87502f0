package dev.downhill.training.run;

/** The progress of a run. It outlives the {@link Trainer}, which holds graphs and buffers. */
public final class Progress {
    private volatile long step;
    private volatile Runnable listener = () -> {};

    Progress(long step) {
        this.step = step;
    }

    /** Returns how many updates have been made. */
    public long step() {
        return step;
    }

    void reach(long reached) {
        step = reached;
        listener.run();
    }

    /**
     * Has something run on the thread of the run after every chunk of steps; see {@link
     * dev.downhill.training.step.Chunks}.
     *
     * @param told returns quickly; it takes the place of the one before
     */
    public void onSteps(Runnable told) {
        listener = told;
    }
}
