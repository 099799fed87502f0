package dev.downhill.sweeps;

import dev.downhill.memory.Reservation;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A sweep from its submission to the end of its last job. */
final class Sweep {
    private final String id;
    private final String owner;
    private final Instant createdAt;
    private final Grid grid;
    private final List<Trial> trials;
    private final @Nullable Reservation memory;
    private volatile boolean cancelled;

    /**
     * @param owner who sent it
     * @param memory what the request and the grid hold
     */
    Sweep(String id, String owner, Instant createdAt, Grid grid, Reservation memory) {
        this(id, owner, createdAt, grid, waiting(grid), memory);
    }

    private Sweep(
            String id, String owner, Instant createdAt, Grid grid, List<Trial> trials, @Nullable Reservation memory) {
        this.memory = memory;
        this.id = id;
        this.owner = owner;
        this.createdAt = createdAt;
        this.grid = grid;
        this.trials = trials;
    }

    private static List<Trial> waiting(Grid grid) {
        List<List<GridValue>> points = grid.points();
        return IntStream.range(0, points.size())
                .mapToObj(place -> new Trial(place, points.get(place), new Trial.Waiting()))
                .toList();
    }

    /** Returns a sweep as it stands, for an answer. */
    static Sweep shown(String id, String owner, Instant createdAt, Grid grid, List<Trial> trials, boolean cancelled) {
        var sweep = new Sweep(id, owner, createdAt, grid, trials, null);
        sweep.cancelled = cancelled;
        return sweep;
    }

    /** Returns the sweep with the memory that its run here holds. */
    Sweep holding(Reservation held) {
        return new Sweep(id, owner, createdAt, grid, trials, held);
    }

    String id() {
        return id;
    }

    String owner() {
        return owner;
    }

    Instant createdAt() {
        return createdAt;
    }

    Grid grid() {
        return grid;
    }

    /** Gives back the memory of the request, of which the grid is kept. */
    void keepGridOnly() {
        if (memory != null) {
            memory.shrinkTo(grid.bytes());
        }
    }

    /** Gives back all memory, when the sweep is kept no longer. */
    void forget() {
        if (memory != null) {
            memory.close();
        }
    }

    /** Returns the trials, in the order in which their jobs are queued. */
    List<Trial> trials() {
        return trials;
    }

    boolean hasEnded() {
        return trials.stream().allMatch(Trial::hasEnded);
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** Hands out no more jobs. */
    void cancel() {
        cancelled = true;
    }
}
