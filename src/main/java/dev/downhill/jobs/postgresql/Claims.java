package dev.downhill.jobs.postgresql;

import dev.downhill.database.ClusterProperties;
import dev.downhill.database.Database;
import dev.downhill.database.DatabaseUnavailable;
import dev.downhill.database.Replica;
import dev.downhill.jobs.Job;
import dev.downhill.jobs.JobRunner;
import dev.downhill.jobs.JobStatus;
import dev.downhill.jobs.Lane;
import dev.downhill.specification.fault.InvalidSpecification;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.record.PackedPoints;
import dev.downhill.training.run.Resumption;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes jobs that wait at other processes while threads are free here, and jobs of processes that are gone: in turn by client,
 * first of those that have the fewest running.
 *
 * <p>A process without a free thread takes only jobs that nobody has had for a second, and queues them. Otherwise they would wait
 * until the queue of some process is empty, which may never be.
 *
 * <p>A job that was just taken stays where it is for a second, so that two idle processes do not take it from each other.
 */
final class Claims {
    private static final Logger log = LoggerFactory.getLogger(Claims.class);
    private static final Duration BETWEEN_ADOPTIONS = Duration.ofSeconds(1);

    /** The most jobs that a process without a free thread takes at a time. */
    private static final int ADOPTED = 10;

    private final Database database;
    private final Replica replica;
    private final SharedQueue queue;
    private final PostgresJobStore store;
    private final Mirrors mirrors;
    private final JobRunner runner;
    private final ClusterProperties properties;
    private final Clock clock;
    private final Counter claimed;
    private final Counter takenOver;

    /** The moments at which this process last took jobs without a free thread. */
    private final Map<Lane, Long> adopted = new EnumMap<>(Lane.class);

    Claims(
            Database database,
            Replica replica,
            SharedQueue queue,
            PostgresJobStore store,
            Mirrors mirrors,
            JobRunner runner,
            ClusterProperties properties,
            MeterRegistry registry,
            Clock clock) {
        this.database = database;
        this.replica = replica;
        this.queue = queue;
        this.store = store;
        this.mirrors = mirrors;
        this.runner = runner;
        this.properties = properties;
        this.clock = clock;
        this.claimed = Counter.builder("downhill.cluster.claims")
                .description("jobs taken from another process that had no free thread")
                .register(registry);
        this.takenOver = Counter.builder("downhill.cluster.takeovers")
                .description("jobs taken from a process that was gone")
                .register(registry);
    }

    /**
     * Takes as many jobs as threads are free, or else some that nobody has.
     *
     * @throws DatabaseUnavailable if the database does not answer
     */
    void claim() {
        for (Lane lane : Lane.values()) {
            int free = runner.free(lane);
            // A process that was cut off itself cannot know whether others are gone.
            boolean knows = database.reachableFor().compareTo(replica.lease()) > 0;
            if (free > 0) {
                claim(lane, free, knows, false).forEach(this::take);
            } else if (runner.isAccepting() && mayAdopt(lane)) {
                claim(lane, ADOPTED, knows, true).forEach(this::take);
            }
        }
    }

    /** Threads come and go many times a second. */
    private boolean mayAdopt(Lane lane) {
        long now = System.nanoTime();
        Long last = adopted.get(lane);
        if (last != null && now - last < BETWEEN_ADOPTIONS.toNanos()) {
            return false;
        }
        adopted.put(lane, now);
        return true;
    }

    /** @param busy whether to take only jobs that nobody has had for a second */
    private List<JobRow> claim(Lane lane, int most, boolean expiredToo, boolean busy) {
        return database.run(client -> client.sql("""
                        WITH turns AS (
                            SELECT id AS turn_id, count(*) FILTER (WHERE status = 'RUNNING') OVER (PARTITION BY client)
                                + row_number() OVER (PARTITION BY client, status ORDER BY number) AS turn
                            FROM job WHERE lane = :lane AND finished IS NULL),
                        free AS (
                            SELECT job.id AS free_id, job.owner IS NOT NULL AND replica.id IS NULL
                                OR replica.lease_until < now() AS expired
                            FROM job JOIN turns ON turn_id = job.id LEFT JOIN replica ON replica.id = job.owner
                            WHERE job.lane = :lane AND job.finished IS NULL
                                AND job.owner IS DISTINCT FROM :me
                                AND (job.owner IS NULL OR NOT :busy AND job.status = 'QUEUED' AND (job.spare OR job.claimed < now() - make_interval(secs => 1))
                                    OR :expired AND (replica.id IS NULL OR replica.lease_until < now()))
                                AND (NOT :busy OR job.claimed < now() - make_interval(secs => 1)
                                    AND (replica.id IS NULL OR replica.lease_until < now() - make_interval(secs => 1)))
                            ORDER BY turn, job.number LIMIT :most FOR UPDATE OF job SKIP LOCKED)
                        UPDATE job SET owner = :me, fence = fence + 1, version = version + 1, spare = false, claimed = now(),
                            takeovers = takeovers + CASE WHEN expired THEN 1 ELSE 0 END
                        FROM free WHERE job.id = free_id
                        RETURNING\s""" + JobRow.COLUMNS)
                .param("lane", lane.name())
                .param("me", replica.id())
                .param("expired", expiredToo)
                .param("busy", busy)
                .param("most", most)
                .query(JobRow::of)
                .list());
    }

    private void take(JobRow row) {
        String id = row.job().id();
        try {
            Job job = store.of(row);
            var held = new Held(job);
            held.fence = row.fence();
            held.kept = true;
            held.points = row.points();
            held.tests = row.tests();
            held.step = row.job().step();
            if (row.job().status() == JobStatus.RUNNING) {
                resume(held, row);
                takenOver.increment();
                log.info("Going on with job {} from step {}", id, held.checkpoint);
            } else {
                claimed.increment();
            }
            if (row.cancelReason() != null) {
                boolean unused = job.cancelRunning(row.cancelReason());
            }
            mirrors.drop(id);
            queue.take(held);
            if (row.takeovers() > properties.takeovers()) {
                fail(held, row.takeovers() + " processes ended while they ran this job");
                return;
            }
            if (row.job().status() == JobStatus.RUNNING) {
                runner.goOn(job, queue.lane(job));
            } else {
                runner.submit(job, queue.lane(job));
            }
        } catch (InvalidSpecification e) {
            log.warn("Job {} cannot run here: {}", id, e.getMessage());
            giveUp(row, "another version of the service cannot read the specification: " + e.getMessage());
        } catch (RuntimeException e) {
            log.info("Job {} cannot run here now: {}", id, e.getMessage());
            queue.drop(id);
            release(row);
        }
    }

    private void resume(Held held, JobRow row) {
        String id = row.job().id();
        List<Checkpoint> latest = database.run(client -> JobRows.states(client, id, "latest"));
        if (!latest.isEmpty()) {
            List<PackedPoints> points = database.run(client -> JobRows.points(client, id, 0, 0));
            held.from = new Resumption(latest.getFirst(), points);
            held.checkpoint = latest.getFirst().step();
        }
    }

    private void fail(Held held, String reason) {
        boolean unused = queue.end(held.job, held.job.failed(reason, clock.instant()));
    }

    private void giveUp(JobRow row, String reason) {
        int unused = database.run(client -> client.sql("""
                        UPDATE job SET status = 'FAILED', error = :reason, finished = :now, owner = NULL,
                            version = version + 1
                        WHERE id = :id AND owner = :me AND fence = :fence
                        """)
                .param("reason", reason)
                .param("now", JobRow.nanos(clock.instant()))
                .param("id", row.job().id())
                .param("me", replica.id())
                .param("fence", row.fence())
                .update());
    }

    private void release(JobRow row) {
        int unused = database.run(
                client -> client.sql("UPDATE job SET owner = NULL WHERE id = :id AND owner = :me AND fence = :fence")
                        .param("id", row.job().id())
                        .param("me", replica.id())
                        .param("fence", row.fence())
                        .update());
    }
}
