package dev.downhill.database;

import dev.downhill.specification.Limits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process among those that share the database: its number and its lease, which the database's clock measures.
 *
 * <p>No time of a process is compared with a lease, so a process whose clock is wrong takes part as any other.
 */
public final class Replica {
    private static final Logger log = LoggerFactory.getLogger(Replica.class);

    /** The processes renew their leases so many times before they would end. */
    public static final int RENEWALS = 3;

    /** The low bits of a job's number, so that two processes never give the same one. */
    private static final int BITS = 10;

    private final Database database;
    private final Clock clock;
    private final Duration lease;
    private final long id;
    private final AtomicLong lastMicros = new AtomicLong();
    private final String limits;
    private volatile Duration behind;
    private volatile long renewed = System.nanoTime();

    public Replica(Database database, Clock clock, ClusterProperties properties, Limits limits) {
        this.database = database;
        this.clock = clock;
        this.lease = properties.lease();
        this.limits = limits.toString();
        removeOld();
        record Registered(long id, Instant now) {}
        Registered registered = database.run(client -> client.sql("""
                        INSERT INTO replica (name, limits, lease_until)
                        VALUES (:name, :limits, now() + make_interval(secs => :lease)) RETURNING id, now() AS moment
                        """)
                .param("name", name())
                .param("limits", this.limits)
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
                        .param("limits", this.limits)
                        .query((row, unused) -> row.getLong("id") + " has " + row.getString("limits"))
                        .list())
                .forEach(other -> log.warn("Replica {}, but this one has {}: set them alike", other, this.limits));
    }

    /** Removes what is left of processes that were killed. */
    private void removeOld() {
        int unused = database.run(
                client -> client.sql("DELETE FROM replica WHERE lease_until < now() - make_interval(hours => 1)")
                        .update());
    }

    private static String name() {
        return "process " + ProcessHandle.current().pid();
    }

    private double seconds() {
        return lease.toMillis() / 1000.0;
    }

    public long id() {
        return id;
    }

    /** Returns the time for which the jobs of this process are its own after its last renewal. */
    public Duration lease() {
        return lease;
    }

    /** Returns how long ago the lease was renewed. */
    Duration leaseAge() {
        return Duration.ofNanos(System.nanoTime() - renewed);
    }

    /**
     * Renews the lease; tries again for the time until the next renewal.
     *
     * @throws DatabaseUnavailable if the database does not answer
     */
    public void renew() {
        Instant now = database.patiently(lease.dividedBy(RENEWALS), this::renewedAt);
        behind = Duration.between(clock.instant(), now);
        renewed = System.nanoTime();
    }

    private Instant renewedAt() {
        return database.run(client -> client.sql("""
                        INSERT INTO replica (id, name, limits, lease_until) OVERRIDING SYSTEM VALUE
                        VALUES (:id, :name, :limits, now() + make_interval(secs => :lease))
                        ON CONFLICT (id) DO UPDATE SET lease_until = excluded.lease_until RETURNING now() AS moment
                        """)
                .param("id", id)
                .param("name", name())
                .param("limits", limits)
                .param("lease", seconds())
                .query((row, unused) -> row.getTimestamp("moment").toInstant())
                .single());
    }

    /** Ends the lease, so that others take what is left at once. */
    public void leave() {
        database.run(client ->
                client.sql("DELETE FROM replica WHERE id = :id").param("id", id).update());
    }

    /** Returns the time of the database, as this process knows it from its last renewal. */
    public Instant now() {
        return clock.instant().plus(behind);
    }

    /** Returns the next number of a job: microseconds of the database's clock, then bits of this process. */
    public long nextNumber() {
        Instant now = now();
        long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
        long next = lastMicros.updateAndGet(last -> Math.max(last + 1, micros));
        return next << BITS | id & (1 << BITS) - 1;
    }
}
