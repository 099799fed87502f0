package dev.downhill.training.run;

/** The outcome of a run. */
public enum Outcome {
    /** All steps were taken. */
    COMPLETED("completed"),
    /** The loss fell below the limit that the specification set. */
    CONVERGED("converged"),
    /** A number left the finite range, in a step or in the loss after the last one; the result has the last finite step. */
    DIVERGED("diverged"),
    /** The loss had not improved for as many steps as the specification's patience allows. */
    STOPPED_EARLY("stoppedEarly"),
    /** The run exceeded the time limit of a job. */
    TIMED_OUT("timedOut"),
    /** A client cancelled the job, or the service stopped. */
    CANCELLED("cancelled");

    private final String text;

    Outcome(String text) {
        this.text = text;
    }

    /**
     * Returns the outcome of a run whose final loss over all training rows is not finite. It has diverged, as it would with one
     * more step, unless a time limit or a client ended it.
     */
    Outcome withoutFiniteLoss() {
        return switch (this) {
            case COMPLETED, CONVERGED, STOPPED_EARLY, DIVERGED -> DIVERGED;
            case TIMED_OUT, CANCELLED -> this;
        };
    }

    /** Returns the word for JSON. */
    public String text() {
        return text;
    }
}
