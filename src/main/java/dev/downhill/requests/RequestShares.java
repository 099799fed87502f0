package dev.downhill.requests;

import dev.downhill.memory.Holder;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.memory.Reservation;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The shares of the memory for requests. One client holds at most a part of it, and a part is kept for small requests.
 * So neither one client nor many with large bodies prevent others from sending a small one.
 */
@Component
public final class RequestShares {
    private final MemoryBudget budget;
    private final long most;
    private final long mostOfLarge;
    private final long small;
    private final Duration retryAfter;
    private final Map<String, Long> byClient = new ConcurrentHashMap<>();

    RequestShares(MemoryBudget budget, RequestsProperties properties) {
        this.budget = budget;
        long all = budget.most(Holder.REQUESTS);
        this.most = (long) (all * properties.clientShare());
        this.mostOfLarge = (long) (all * (1 - properties.smallShare()));
        this.small = properties.small().toBytes();
        this.retryAfter = properties.retryAfter();
    }

    /** Opens the memory of a request, or of what acts like one, for a client; the caller closes it. */
    public RequestMemory open(String client) {
        return new RequestMemory(this, client);
    }

    /** Returns the most bytes that the requests of one client can hold together. */
    long most() {
        return most;
    }

    /** Returns how many clients hold anything. */
    int clients() {
        return byClient.size();
    }

    /**
     * Takes bytes.
     *
     * @param reservation what the request has; null for nothing
     * @param before how many bytes that is
     * @return what it has then
     */
    Reservation grow(@Nullable Reservation reservation, String client, long before, long more) {
        if (before + more > most) {
            throw new RequestTooHeavy(before + more, most);
        }
        if (before + more > small && budget.held(Holder.REQUESTS) + more > mostOfLarge) {
            throw new TryLater(TryLater.Reason.LARGE_REQUESTS, retryAfter);
        }
        enter(client, more);
        try {
            if (reservation == null) {
                return budget.reserve(Holder.REQUESTS, more);
            }
            reservation.grow(more);
            return reservation;
        } catch (RuntimeException e) {
            release(client, more);
            throw e;
        }
    }

    private void enter(String client, long bytes) {
        byClient.compute(client, (name, held) -> {
            long sum = (held == null ? 0 : held) + bytes;
            if (sum > most) {
                throw new TryLater(TryLater.Reason.CLIENT_SHARE_TAKEN, retryAfter);
            }
            return sum == 0 ? null : Long.valueOf(sum);
        });
    }

    /** Takes bytes for a holder that outlives the request. */
    Reservation reserve(Holder holder, long bytes) {
        return budget.reserve(holder, bytes);
    }

    /** Gives back what is above some bytes. */
    void shrink(Reservation reservation, String client, long before, long kept) {
        reservation.shrinkTo(kept);
        release(client, before - kept);
    }

    /** Counts bytes out that a client's requests hold no more. */
    void release(String client, long bytes) {
        byClient.computeIfPresent(client, (name, held) -> held <= bytes ? null : Long.valueOf(held - bytes));
    }
}
