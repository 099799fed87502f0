package dev.downhill.sweeps;

import dev.downhill.jobs.SubmittedJob;
import java.util.List;

/** A point of a sweep's grid, and what becomes of its job. */
final class Trial {
    private final List<GridValue> point;
    private volatile State state = new Waiting();

    /** The state of a trial. */
    sealed interface State {}

    /** The queue had no room for its job yet. */
    record Waiting() implements State {}

    /** Its job is queued or runs, or has just ended. */
    record Handed(SubmittedJob job) implements State {}

    /** Its job has ended; the job itself is not held any more. */
    record Ended(String jobId, String path, SubmittedJob.Standing standing) implements State {}

    /** It never had a job. */
    record GivenUp() implements State {}

    Trial(List<GridValue> point) {
        this.point = point;
    }

    List<GridValue> point() {
        return point;
    }

    State state() {
        return state;
    }

    void hand(SubmittedJob job) {
        state = new Handed(job);
    }

    void giveUp() {
        state = new GivenUp();
    }

    /** Lets go of a job that has ended. */
    void settle() {
        if (state instanceof Handed handed) {
            SubmittedJob.Standing standing = handed.job().standing();
            if (standing.ended()) {
                state = new Ended(handed.job().id(), handed.job().path(), standing);
            }
        }
    }

    boolean hasEnded() {
        return switch (state) {
            case Waiting waiting -> false;
            case Handed handed -> handed.job().standing().ended();
            case Ended ended -> true;
            case GivenUp givenUp -> true;
        };
    }
}
