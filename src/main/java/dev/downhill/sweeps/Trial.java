package dev.downhill.sweeps;

import dev.downhill.jobs.SubmittedJob;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A point of a sweep's grid, and what becomes of its job. */
final class Trial {
    private final int place;
    private final List<GridValue> point;
    private volatile State state;

    /** The state of a trial. */
    sealed interface State {}

    /** The queue had no room for its job yet. */
    record Waiting() implements State {}

    /** Its job is queued or runs, or has just ended. */
    record Handed(SubmittedJob job) implements State {}

    /** Its job as it was seen last; the job itself is not held. */
    record Seen(String jobId, String path, SubmittedJob.Standing standing) implements State {}

    /** It never had a job. */
    record GivenUp() implements State {}

    /** @param place its position in the grid, from 0 */
    Trial(int place, List<GridValue> point, State state) {
        this.place = place;
        this.point = point;
        this.state = state;
    }

    int place() {
        return place;
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

    /** Lets go of a job that has ended; returns whether it has done so now. */
    boolean settle() {
        if (state instanceof Handed handed) {
            SubmittedJob.Standing standing = handed.job().standing();
            if (standing.ended()) {
                state = new Seen(handed.job().id(), handed.job().path(), standing);
                return true;
            }
        }
        return false;
    }

    /** Returns how its job stands; null if it has none. */
    SubmittedJob.@Nullable Standing standing() {
        return switch (state) {
            case Waiting waiting -> null;
            case GivenUp givenUp -> null;
            case Handed handed -> handed.job().standing();
            case Seen seen -> seen.standing();
        };
    }

    boolean hasEnded() {
        SubmittedJob.Standing standing = standing();
        return state instanceof GivenUp || standing != null && standing.ended();
    }
}
