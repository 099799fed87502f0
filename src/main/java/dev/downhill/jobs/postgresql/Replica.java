package dev.downhill.jobs.postgresql;

import dev.downhill.specification.Limits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This process among those that share the jobs: its number and its lease, which the database's clock measures. */
final class Replica {
    private static final Logger log = LoggerFactory.getLogger(Replica.class);

    /** The low bits of a job's number, so that two processes never give the same one. */
    private static final int BITS = 10;

    private final Database database;
    private final Clock clock;
    private final Duration lease;
    private final long id;
    private final AtomicLong lastMicros = new AtomicLong();
    private volatile Duration behind;

    Replica(Database database, Clock clock, ClusterProperties properties, Limits limits) {
        this.database = database;
        this.clock = clock;
        this.lease = properties.lease();
        String own = limits.toString();
        record Registered(long id, Instant now) {}
        Registered registered = database.run(client -> client.sql("""
                        INSERT INTO replica (name, limits, lease_until)
                        VALUES (:name, :limits, now() + make_interval(secs => :lease)) RETURNING id, now() AS moment
                        """)
                .param("name", "process " + ProcessHandle.current().pid())
                .param("limits", own)
                .param("lease", seconds())
                .query((row, unused) -> new Registered(
                        row.getLong("id"), row.getTimestamp("moment").toInstant()))
                .single());
        this.id = registered.id();
        this.behind = Duration.between(clock.instant(), registered.now());
        if (behind.abs().compareTo(Duration.ofSeconds(2)) > 0) {
            log.warn("The clock of this process is {} ms behind the database's", behind.toMillis());
        }
        database.run(client -> client.sql(
                                "SELECT id, limits FROM replica WHERE lease_until > now() AND limits <> :limits")
                        .param("limits", own)
                        .query((row, unused) -> row.getLong("id") + " has " + row.getString("limits"))
                        .list())
                .forEach(other -> log.warn("Replica {}, but this one has {}: set them alike", other, own));
    }

    private double seconds() {
        return lease.toMillis() / 1000.0;
    }

    long id() {
        return id;
    }

    /** Returns the time for which the jobs of this process are its own after its last renewal. */
    Duration lease() {
        return lease;
    }

    /** Renews the lease. */
    void renew() {
        Instant now = database.run(client -> client.sql("""
                        INSERT INTO replica (id, name, limits, lease_until) OVERRIDING SYSTEM VALUE
                        VALUES (:id, :name, '', now() + make_interval(secs => :lease))
                        ON CONFLICT (id) DO UPDATE SET lease_until = excluded.lease_until RETURNING now() AS moment
                        """)
                .param("id", id)
                .param("name", "process " + ProcessHandle.current().pid())
                .param("lease", seconds())
                .query((row, unused) -> row.getTimestamp("moment").toInstant())
                .single());
        behind = Duration.between(clock.instant(), now);
    }

    /** Ends the lease, so that others take what is left at once. */
    void leave() {
        database.run(client ->
                client.sql("DELETE FROM replica WHERE id = :id").param("id", id).update());
    }

    /** Returns the next number of a job: microseconds of the database's clock, then bits of this process. */
    long nextNumber() {
        Instant now = clock.instant().plus(behind);
        long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
        long next = lastMicros.updateAndGet(last -> Math.max(last + 1, micros));
        return next << BITS | id & (1 << BITS) - 1;
    }
}
