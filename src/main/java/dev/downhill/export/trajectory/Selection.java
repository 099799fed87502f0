package dev.downhill.export.trajectory;

import dev.downhill.training.record.Track;
import dev.downhill.training.record.Trajectory;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The requested part of a trajectory.
 *
 * @param from the first step
 * @param to the last step
 * @param every only steps that this divides
 * @param parameters the names of parameters, or null for all
 */
public record Selection(
        long from, long to, long every, @Nullable Set<String> parameters) {
    public static final Selection ALL = new Selection(1, Long.MAX_VALUE, 1, null);

    /** Returns the points that are recorded so far and belong to it. */
    public IntStream points(Trajectory trajectory) {
        return IntStream.range(0, trajectory.points()).filter(point -> has(trajectory.step(point)));
    }

    /** Returns those of some tracks that belong to it. */
    public List<Track> of(List<Track> tracks) {
        return tracks.stream()
                .filter(track -> parameters == null || parameters.contains(track.name()))
                .toList();
    }

    /** Returns whether a step belongs to it. */
    public boolean has(long step) {
        return step >= from && step <= to && step % every == 0;
    }
}
