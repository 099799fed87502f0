package dev.downhill.memory;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The bytes of the heap that requests and jobs may take, and their holders.
 *
 * <p>A {@link Reservation} takes bytes before anything is allocated and gives them back when it is closed. When memory
 * is short, {@linkplain Reclaimer reclaimers} evict as much as they can. A tenth of the budget is kept for
 * {@link Holder#REQUESTS}, so that a service full of jobs still reads a request.
 */
@Component
public final class MemoryBudget {
    private static final double KEPT_FOR_REQUESTS = 0.1;

    private final long total;
    private final Duration retryAfter;
    private final Map<Holder, Long> held = new EnumMap<>(Holder.class);
    private final List<Reclaimable> reclaimables = new CopyOnWriteArrayList<>();
    private long sum;
    private long returns;

    @Autowired
    MemoryBudget(MemoryProperties properties, MeterRegistry registry) {
        this(properties.bytes(), properties.retryAfter());
        for (Holder holder : Holder.values()) {
            Gauge.builder("downhill.memory.bytes", () -> held(holder))
                    .tag("holder", holder.text())
                    .baseUnit("bytes")
                    .register(registry);
        }
        Gauge.builder("downhill.memory.budget", this::total).baseUnit("bytes").register(registry);
    }

    private MemoryBudget(long total, Duration retryAfter) {
        this.total = total;
        this.retryAfter = retryAfter;
        for (Holder holder : Holder.values()) {
            held.put(holder, 0L);
        }
    }

    /** Returns a budget of some bytes that no metric watches. */
    public static MemoryBudget of(long bytes) {
        return new MemoryBudget(bytes, Duration.ofSeconds(1));
    }

    /** Evicts what others can do without. */
    @FunctionalInterface
    public interface Reclaimer {
        /** Evicts about so many bytes, or all that it can; closing their reservations gives them back. */
        void reclaim(long bytes);
    }

    private record Reclaimable(Holder holder, Reclaimer reclaimer) {}

    /**
     * Registers what may evict; reclaimers are asked in the order in which they came.
     *
     * @param holder whose bytes it gives back; whoever has its own share, and lacks nothing else, evicts none of these
     */
    public void onShortage(Holder holder, Reclaimer reclaimer) {
        reclaimables.add(new Reclaimable(holder, reclaimer));
    }

    /** Returns the whole budget in bytes. */
    public long total() {
        return total;
    }

    /** Returns the most bytes that a holder can ever have. */
    public long most(Holder holder) {
        return (long) (total
                * (holder == Holder.REQUESTS ? holder.share() : Math.min(holder.share(), 1 - KEPT_FOR_REQUESTS)));
    }

    /** Returns how many bytes a holder has. */
    public synchronized long held(Holder holder) {
        return held.getOrDefault(holder, 0L);
    }

    /** Returns how many bytes all holders have. */
    public synchronized long held() {
        return sum;
    }

    /**
     * Takes bytes, before they are allocated.
     *
     * @throws ExceedsBudget if the holder can never have so many
     * @throws BudgetTaken if others hold them now and do not give them up
     */
    public Reservation reserve(Holder holder, long bytes) {
        take(holder, bytes, 0);
        return new Reservation(this, holder, bytes);
    }

    /**
     * Takes bytes as {@link #reserve} does, but waits until others give them back.
     *
     * @throws ExceedsBudget if the holder can never have so many
     * @throws BudgetTaken if others still hold them after the time
     */
    public Reservation await(Holder holder, long bytes, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            long seen = returns();
            try {
                return reserve(holder, bytes);
            } catch (BudgetTaken e) {
                if (!awaitReturn(seen, deadline - System.nanoTime())) {
                    throw e;
                }
            }
        }
    }

    private synchronized long returns() {
        return returns;
    }

    /** Waits until bytes have come back since; returns false if none have after the time. */
    private synchronized boolean awaitReturn(long seen, long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        while (returns == seen) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }

    /**
     * Refuses what a holder can never have.
     *
     * @throws ExceedsBudget if the holder can never have so many bytes
     */
    public void requirePossible(Holder holder, long bytes) {
        if (bytes > most(holder)) {
            throw new ExceedsBudget(holder, bytes, most(holder));
        }
    }

    /**
     * Takes bytes for a holder.
     *
     * @param before how many bytes the same reservation has already
     */
    void take(Holder holder, long bytes, long before) {
        requirePossible(holder, before + bytes);
        if (tryTake(holder, bytes)) {
            return;
        }
        for (Reclaimable reclaimable : reclaimables) {
            long heldBefore;
            do {
                heldBefore = held();
                if (hasItsShare(holder, bytes) && reclaimable.holder() != holder) {
                    break;
                }
                reclaimable.reclaimer().reclaim(missing(holder, bytes));
                if (tryTake(holder, bytes)) {
                    return;
                }
            } while (held() < heldBefore);
        }
        throw new BudgetTaken(holder, bytes, total, retryAfter);
    }

    private synchronized boolean tryTake(Holder holder, long bytes) {
        if (missing(holder, bytes) > 0) {
            return false;
        }
        add(holder, bytes);
        return true;
    }

    /** Returns whether others could give back what they liked, and a holder could not have so many bytes more. */
    private synchronized boolean hasItsShare(Holder holder, long bytes) {
        return held(holder) + bytes > most(holder);
    }

    private synchronized long missing(Holder holder, long bytes) {
        long room = holder == Holder.REQUESTS ? total : (long) (total * (1 - KEPT_FOR_REQUESTS));
        return Math.max(sum + bytes - room, held(holder) + bytes - most(holder));
    }

    synchronized void give(Holder holder, long bytes) {
        add(holder, -bytes);
        returns++;
        notifyAll();
    }

    /** Moves bytes to another holder, which may exceed its share by this: the bytes are allocated already. */
    synchronized void move(Holder from, Holder to, long bytes) {
        add(from, -bytes);
        add(to, bytes);
    }

    private void add(Holder holder, long bytes) {
        held.merge(holder, bytes, Long::sum);
        sum += bytes;
    }
}
