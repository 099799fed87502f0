package dev.downhill.database;

import java.time.Instant;

/** Moments as columns: nanoseconds since 1970, because PostgreSQL's own times have microseconds. */
public final class Nanos {
    private static final long A_SECOND = 1_000_000_000;

    private Nanos() {}

    public static long of(Instant moment) {
        return moment.getEpochSecond() * A_SECOND + moment.getNano();
    }

    public static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, A_SECOND), Math.floorMod(nanos, A_SECOND));
    }
}
