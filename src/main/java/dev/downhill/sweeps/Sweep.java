package dev.downhill.sweeps;

import dev.downhill.memory.Reservation;
import java.time.Instant;
import java.util.List;

/** A sweep from its submission to the end of its last job. */
final class Sweep {
    private final String id;
    private final String owner;
    private final Instant createdAt;
    private final Grid grid;
    private final List<Trial> trials;
    private final Reservation memory;
    private volatile boolean cancelled;

    /**
     * @param owner who sent it
     * @param memory what the request and the grid hold
     */
    Sweep(String id, String owner, Instant createdAt, Grid grid, Reservation memory) {
        this.memory = memory;
        this.id = id;
        this.owner = owner;
        this.createdAt = createdAt;
        this.grid = grid;
        this.trials = grid.points().stream().map(Trial::new).toList();
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
        memory.shrinkTo(grid.bytes());
    }

    /** Gives back all memory, when the sweep is kept no longer. */
    void forget() {
        memory.close();
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

    /** Stops every job, and hands out no more. */
    void cancel() {
        cancelled = true;
        for (Trial trial : trials) {
            if (trial.state() instanceof Trial.Handed handed) {
                handed.job().cancel();
            }
        }
    }
}
