package dev.downhill.requests;

import dev.downhill.Await;
import dev.downhill.memory.Holder;
import dev.downhill.memory.MemoryBudget;

/** Waits for the memory budget to be as a test expects it. */
final class Held {
    private Held() {}

    /** Waits until requests hold nothing: the last of them is over when its filter has returned, shortly after its answer. */
    static void awaitNothing(MemoryBudget budget, RequestShares shares) {
        Await.until("requests hold nothing", () -> budget.held(Holder.REQUESTS) == 0 && shares.clients() == 0);
    }

    /** Waits until requests hold at least some bytes. */
    static void awaitAtLeast(MemoryBudget budget, long bytes) {
        Await.until("requests hold " + bytes + " bytes", () -> budget.held(Holder.REQUESTS) >= bytes);
    }
}
