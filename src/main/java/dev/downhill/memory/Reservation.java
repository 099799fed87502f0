package dev.downhill.memory;

/**
 * Bytes of the {@link MemoryBudget} that one owner holds until it closes them.
 *
 * <p>Safe for several threads; closing twice gives the bytes back once.
 */
public final class Reservation implements AutoCloseable {
    private final MemoryBudget budget;
    private Holder holder;
    private long bytes;
    private boolean closed;

    Reservation(MemoryBudget budget, Holder holder, long bytes) {
        this.budget = budget;
        this.holder = holder;
        this.bytes = bytes;
    }

    /** Returns how many bytes it holds. */
    public synchronized long bytes() {
        return bytes;
    }

    /**
     * Takes more bytes, before they are allocated.
     *
     * @throws ExceedsBudget if the holder can never have so many
     * @throws BudgetTaken if others hold them now and do not give them up
     * @throws IllegalStateException if it is closed
     */
    public void grow(long more) {
        // Reclaiming may close other reservations under their owners' locks, so this one is not locked meanwhile.
        Holder taking = holder();
        long before = bytes();
        budget.take(taking, more, before);
        synchronized (this) {
            if (!closed) {
                budget.move(taking, holder, more);
                bytes += more;
                return;
            }
        }
        budget.give(taking, more);
        throw new IllegalStateException("the reservation is closed");
    }

    /** Keeps so many bytes, if it has more, and gives the others back. */
    public synchronized void shrinkTo(long kept) {
        if (!closed && kept < bytes) {
            budget.give(holder, bytes - kept);
            bytes = kept;
        }
    }

    /** Hands the bytes over to another holder. */
    public synchronized void moveTo(Holder next) {
        if (!closed) {
            budget.move(holder, next, bytes);
            holder = next;
        }
    }

    private synchronized Holder holder() {
        return holder;
    }

    /** Takes bytes over from another reservation, at most as many as that has; its owner keeps the others. */
    public void takeOver(Reservation other, long wanted) {
        synchronized (other) {
            long taken = Math.min(wanted, other.bytes);
            if (other.closed || taken <= 0) {
                return;
            }
            other.bytes -= taken;
            add(other.holder, taken);
        }
    }

    private synchronized void add(Holder from, long more) {
        if (closed) {
            budget.give(from, more);
        } else {
            budget.move(from, holder, more);
            bytes += more;
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            budget.give(holder, bytes);
            bytes = 0;
        }
    }
}
