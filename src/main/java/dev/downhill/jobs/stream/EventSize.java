package dev.downhill.jobs.stream;

import dev.downhill.training.record.Track;
import dev.downhill.training.record.Trajectory;
import java.util.List;

/**
 * An upper bound of the length of {@code steps} events as JSON.
 *
 * @param head the bytes that every event has: the names, and the initial parameters
 * @param point the bytes that a recorded point adds
 */
record EventSize(Trajectory trajectory, long head, long point) {
    /** The greatest length of an event; only an event of a single point may be longer. */
    static final int MOST_BYTES = 64 << 10;

    /** The greatest number of points in an event, so that a reader soon sees something. */
    private static final int MOST_POINTS = 1000;

    /** The longest number, a comma, and the brackets of its list. */
    private static final int BYTES_PER_NUMBER = 28;

    /** The names of the columns, and the names of a summary's numbers. */
    private static final int BYTES_OF_NAMES = 200;

    static EventSize of(Trajectory trajectory) {
        long head = BYTES_OF_NAMES;
        long numbers = 2;
        for (List<Track> tracks : List.of(trajectory.parameters(), trajectory.gradients())) {
            for (Track track : tracks) {
                head += BYTES_OF_NAMES + 12L * track.name().length() + (long) BYTES_PER_NUMBER * track.width();
                numbers += track.width();
            }
        }
        return new EventSize(trajectory, head, BYTES_PER_NUMBER * numbers);
    }

    /**
     * Returns the end of the event that starts with a point. The event ends where it would become too long, at the same
     * place for all readers.
     *
     * @param points the number of recorded points, greater than {@code from}
     */
    int end(int from, int points) {
        int most = (int) Math.clamp((MOST_BYTES - head) / point, 1, MOST_POINTS);
        int end = (int) Math.min(points, (from / most + 1L) * most);
        while (end > from + 1 && bytes(from, end) > MOST_BYTES) {
            end = from + (end - from) / 2;
        }
        return end;
    }

    /** Returns an upper bound of the bytes of an event with the points {@code from} (inclusive) to {@code to} (exclusive). */
    long bytes(int from, int to) {
        long after = from == 0 ? 0 : trajectory.step(from - 1);
        int tested = trajectory.metrics().upTo(trajectory.step(to - 1))
                - trajectory.metrics().upTo(after);
        long numbers = 3L + trajectory.metrics().metrics().size();
        return head + point * (to - from) + numbers * BYTES_PER_NUMBER * tested;
    }
}
