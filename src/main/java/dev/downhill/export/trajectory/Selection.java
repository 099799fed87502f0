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
 * @param every selects the multiples of this number
 * @param parameters the names of parameters, or null for all
 */
public record Selection(
        long from, long to, long every, @Nullable Set<String> parameters) {
    public static final Selection ALL = new Selection(1, Long.MAX_VALUE, 1, null);

    /** Returns the selected points among those recorded so far. */
    public IntStream points(Trajectory trajectory) {
        return IntStream.range(0, trajectory.points()).filter(point -> has(trajectory.step(point)));
    }

    /** Returns the selected tracks. */
    public List<Track> of(List<Track> tracks) {
        return tracks.stream()
                .filter(track -> parameters == null || parameters.contains(track.name()))
                .toList();
    }

    /** Returns whether a step is selected. */
    public boolean has(long step) {
        return step >= from && step <= to && step % every == 0;
    }
}
