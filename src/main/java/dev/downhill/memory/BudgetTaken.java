package dev.downhill.memory;

/** Thrown when others hold the requested bytes now. */
public final class BudgetTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BudgetTaken(Holder holder, long bytes, long total) {
        super("This needs " + Megabytes.of(bytes) + " of memory for " + holder.text()
                + ", and others hold most of the service's " + Megabytes.of(total) + " now");
    }
}
