package dev.downhill.requests;

import dev.downhill.memory.Holder;
import dev.downhill.memory.MemoryBudget;
import java.time.Duration;

/** Waits for the memory budget to be as a test expects it. */
final class Held {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Held() {}

    /** Waits until requests hold nothing: the last of them is over when its filter has returned, shortly after its answer. */
    static void awaitNothing(MemoryBudget budget, RequestShares shares) throws InterruptedException {
        await(() -> budget.held(Holder.REQUESTS) == 0 && shares.clients() == 0, budget);
    }

    /** Waits until requests hold at least some bytes. */
    static void awaitAtLeast(MemoryBudget budget, long bytes) throws InterruptedException {
        await(() -> budget.held(Holder.REQUESTS) >= bytes, budget);
    }

    private static void await(java.util.function.BooleanSupplier expected, MemoryBudget budget)
            throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!expected.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("requests hold " + budget.held(Holder.REQUESTS) + " bytes");
            }
            Thread.sleep(5);
        }
    }
}
