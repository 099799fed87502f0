package dev.downhill.jobs;

import dev.downhill.memory.Reservation;

/** The bytes that a run has reserved and needs no longer, for what is computed after it; more are reserved where they are too few. */
public final class FreedMemory {
    private final Reservation memory;
    private long used;

    /** @param kept how many of the reserved bytes are still in use */
    public FreedMemory(Reservation memory, long kept) {
        this.memory = memory;
        this.used = kept;
    }

    /**
     * Takes bytes, before they are allocated.
     *
     * @throws dev.downhill.memory.ExceedsBudget if a run can never have so many
     * @throws dev.downhill.memory.BudgetTaken if others hold them now
     */
    public void take(long bytes) {
        long missing = used + bytes - memory.bytes();
        if (missing > 0) {
            memory.grow(missing);
        }
        used += bytes;
    }
}
