package dev.downhill.training.record;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The states that a run keeps, so that any of its steps can be repeated quickly.
 *
 * <p>They stand at equal distances, 16 steps at first. When there are too many, every second one is dropped and the
 * distance doubles: so from one to the next it is never much more than a fixed share of all steps that were taken. See
 * docs/decisions/0016-checkpoints-at-equal-distances.md. Safe for several threads.
 */
public final class Checkpoints {
    private static final long FIRST_DISTANCE = 16;

    private final Checkpoint start;

    /** The states after the first one. */
    private final NavigableMap<Long, Checkpoint> later = new TreeMap<>();

    private final int most;
    private final long mostBytes;
    private long distance = FIRST_DISTANCE;
    private long bytesEach;
    private Checkpoint latest;

    /**
     * Returns a collection that holds the first state, which it always keeps.
     *
     * @param start what the run begins with
     * @param most how many are kept
     * @param mostBytes how many bytes they may take
     */
    public Checkpoints(Checkpoint start, int most, long mostBytes) {
        this.start = start;
        this.latest = start;
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /** Returns the next step after this one whose state is requested. */
    public synchronized long next(long step) {
        return (step / distance + 1) * distance;
    }

    /** Takes in a state; keeps it if there is room and its step is requested. */
    public synchronized void keep(Checkpoint checkpoint) {
        bytesEach = checkpoint.bytes();
        long room = Math.min(most, bytesEach == 0 ? most : mostBytes / bytesEach - 1);
        if (room < 1) {
            distance = Long.MAX_VALUE / 2;
            return;
        }
        while (1 + later.size() > room) {
            distance *= 2;
            later.keySet().removeIf(step -> step % distance != 0);
        }
        if (checkpoint.step() % distance == 0) {
            later.put(checkpoint.step(), checkpoint);
        }
    }

    /** Keeps a requested state until the next request: after one step, clients often look at the next. */
    public synchronized void remember(Checkpoint checkpoint) {
        if (!later.isEmpty()) {
            latest = checkpoint;
        }
    }

    /** Returns the last state that is kept of those up to a step; that which the run began with is always kept. */
    public synchronized Checkpoint upTo(long step) {
        Map.Entry<Long, Checkpoint> nearest = later.floorEntry(step);
        Checkpoint found = nearest == null ? start : nearest.getValue();
        return latest.step() <= step && latest.step() > found.step() ? latest : found;
    }

    /** Returns the states that are kept, in the order of their steps. */
    public synchronized List<Checkpoint> kept() {
        return Stream.concat(Stream.of(start), later.values().stream()).toList();
    }

    /** Returns the number of bytes that the states take, with room for one that is remembered. */
    public synchronized long bytes() {
        return later.isEmpty() ? 0 : (1 + later.size()) * bytesEach;
    }
}
