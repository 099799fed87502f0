package dev.downhill.training.run;

/** The outcome of a run. */
public enum Outcome {
    /** All steps were taken. */
    COMPLETED("completed"),
    /** The loss fell below the limit that the specification set. */
    CONVERGED("converged"),
    /** A number left the finite range, in a step or in the loss after the last one; what stands is the last finite step. */
    DIVERGED("diverged"),
    /** The loss had not improved for as many steps as the specification's patience allows. */
    STOPPED_EARLY("stoppedEarly"),
    /** The time that a job may take was over. */
    TIMED_OUT("timedOut"),
    /** Somebody asked it to stop. */
    CANCELLED("cancelled");

    private final String text;

    Outcome(String text) {
        this.text = text;
    }

    /**
     * Returns how a run ended whose loss over all training rows is not finite at its end: it diverged, as it does with one step
     * more, unless something outside of it ended it.
     */
    Outcome withoutFiniteLoss() {
        return switch (this) {
            case COMPLETED, CONVERGED, STOPPED_EARLY, DIVERGED -> DIVERGED;
            case TIMED_OUT, CANCELLED -> this;
        };
    }

    /** Returns the word that stands in JSON. */
    public String text() {
        return text;
    }
}
