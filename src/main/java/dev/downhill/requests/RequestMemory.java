package dev.downhill.requests;

import dev.downhill.data.ReadingAllowance;
import dev.downhill.memory.Holder;
import dev.downhill.memory.Reservation;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The part of the memory budget that one request holds until it is answered.
 *
 * <p>Code that parses its body or reads its specification takes bytes here first. Taking bytes also ends a reading
 * that no request waits for: it throws if the thread is interrupted.
 */
public final class RequestMemory implements ReadingAllowance, AutoCloseable {
    /** The attribute under which a request has its memory. */
    public static final String ATTRIBUTE = "dev.downhill.requestMemory";

    /** Bytes are reserved in steps, because most requests take a few bytes many times. */
    private static final long STEP = 16 * 1024;

    private final RequestShares shares;
    private final String client;
    private @Nullable Reservation reservation;
    private long reserved;
    private long used;

    RequestMemory(RequestShares shares, String client) {
        this.shares = shares;
        this.client = client;
    }

    /** Returns whose request it is. */
    String client() {
        return client;
    }

    /** Returns how many bytes are used. */
    public synchronized long used() {
        return used;
    }

    /**
     * Takes bytes, before they are allocated.
     *
     * @throws CancellationException if the thread is interrupted
     * @throws TryLater if other requests hold too many now
     */
    @Override
    public synchronized void take(long bytes) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the client no longer waits for this request");
        }
        if (used + bytes > reserved) {
            long more = Math.max(used + bytes - reserved, Math.min(STEP, shares.most() - reserved));
            reservation = shares.grow(reservation, client, reserved, more);
            reserved += more;
        }
        used += bytes;
    }

    /** Gives bytes back that are free again; the others stay taken. */
    public synchronized void keep(long bytes) {
        used = Math.min(used, bytes);
        if (reservation != null && reserved - used >= STEP) {
            shares.shrink(reservation, client, reserved, used);
            reserved = used;
        }
    }

    /**
     * Hands what is used over to what outlives the request, such as a data set; the request holds nothing afterwards.
     *
     * <p>For a moment both hold the bytes, so that the next holder stays within its share.
     *
     * @return the bytes, which their new owner closes
     * @throws dev.downhill.memory.ExceedsBudget if the next holder can never have so many bytes
     * @throws dev.downhill.memory.BudgetTaken if others hold them now
     */
    public synchronized Reservation handOver(Holder next) {
        Reservation handed = shares.reserve(next, used);
        close();
        return handed;
    }

    @Override
    public synchronized void close() {
        if (reservation != null) {
            shares.release(client, reserved);
            reservation.close();
        }
        reservation = null;
        reserved = 0;
        used = 0;
    }
}
