package dev.downhill.database;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the database answers, as all connections of this process have found. */
final class Reachability {
    private static final Logger log = LoggerFactory.getLogger(Reachability.class);
    private static final Duration BETWEEN_WARNINGS = Duration.ofSeconds(10);

    private final AtomicLong warned = new AtomicLong(System.nanoTime() - 2 * BETWEEN_WARNINGS.toNanos());
    private volatile boolean there = true;
    private volatile long since = System.nanoTime();

    /** Returns whether the last statement was answered. */
    boolean isThere() {
        return there;
    }

    /** Returns for how long every statement has been answered. */
    Duration thereFor() {
        return there ? Duration.ofNanos(System.nanoTime() - since) : Duration.ZERO;
    }

    void answered() {
        if (!there) {
            since = System.nanoTime();
            there = true;
            log.info("The database answers again");
        }
    }

    /** Notes why a statement had no effect. */
    void failed(DatabaseUnavailable refusal, Exception reason) {
        if (refusal.isSilent()) {
            silent(reason);
        } else {
            answered();
            warn(refusal, reason);
        }
    }

    private void silent(Exception reason) {
        if (there) {
            log.warn("The database does not answer: {}", reason.getMessage());
        } else {
            log.debug("The database does not answer", reason);
        }
        there = false;
    }

    /** Many threads meet the same trouble many times a second. */
    private void warn(DatabaseUnavailable refusal, Exception reason) {
        long now = System.nanoTime();
        long last = warned.get();
        if (now - last > BETWEEN_WARNINGS.toNanos() && warned.compareAndSet(last, now)) {
            log.warn("{}: {}", refusal.getMessage(), reason.getMessage());
        } else {
            log.debug("{}", refusal.getMessage(), reason);
        }
    }
}
