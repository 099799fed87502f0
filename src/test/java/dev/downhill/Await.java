package dev.downhill;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what another thread or the service does. */
public final class Await {
    private Await() {}

    /**
     * Waits until a condition holds.
     *
     * @param what the condition, for the message of a test that waits for a minute in vain
     */
    public static void until(String what, Callable<Boolean> condition) {
        await(what)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofMinutes(1))
                .until(condition);
    }
}
