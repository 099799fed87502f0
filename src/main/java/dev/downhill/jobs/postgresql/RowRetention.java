package dev.downhill.jobs.postgresql;

import dev.downhill.database.ClusterProperties;
import dev.downhill.database.Database;
import dev.downhill.database.Nanos;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Removes the rows of ended jobs: those that are too old, then those beyond the greatest number and the most bytes, the oldest of
 * the clients that have most of them.
 *
 * <p>It removes some at a time, because a statement for the rows of a whole day could take longer than the database gives it.
 */
final class RowRetention {
    private static final Logger log = LoggerFactory.getLogger(RowRetention.class);
    private static final int AT_ONCE = 500;

    /** Only one process counts and evicts at a time; the others leave it to that one. */
    private static final String LOCK = "SELECT pg_try_advisory_xact_lock(hashtext('downhill retention'))";

    private final Database database;
    private final long most;
    private final long mostBytes;

    RowRetention(Database database, ClusterProperties properties) {
        this.database = database;
        this.most = properties.stored();
        this.mostBytes = properties.storedBytes().toBytes();
    }

    /** @throws dev.downhill.database.DatabaseUnavailable if the database does not answer */
    void removeEndedBefore(Instant moment) {
        while (removeSomeBefore(moment) == AT_ONCE) {
            log.debug("Removed {} old jobs", AT_ONCE);
        }
        while (countSome() == AT_ONCE) {
            log.debug("Counted the bytes of {} jobs", AT_ONCE);
        }
        int evicted = evict();
        if (evicted > 0) {
            log.info("Evicted {} ended jobs from the database (downhill.cluster.stored, stored-bytes)", evicted);
        }
        boolean unused = database.atOnce(client -> {
            UploadedTexts.removeUnused(client);
            return true;
        });
    }

    private int removeSomeBefore(Instant moment) {
        return database.run(client -> client.sql("""
                        DELETE FROM job WHERE id IN (
                            SELECT id FROM job WHERE finished < :moment ORDER BY finished LIMIT :limit FOR UPDATE SKIP LOCKED)
                        """)
                .param("moment", Nanos.of(moment))
                .param("limit", AT_ONCE)
                .update());
    }

    private int countSome() {
        return database.atOnce(client -> isMine(client) ? count(client) : 0);
    }

    private static boolean isMine(JdbcClient client) {
        return client.sql(LOCK).query(Boolean.class).single();
    }

    private static int count(JdbcClient client) {
        return client.sql("""
                        UPDATE job SET bytes = octet_length(specification) + coalesce(octet_length(start_state), 0)
                            + coalesce(octet_length(result), 0)
                            + (SELECT coalesce(sum(octet_length(numbers) + octet_length(test_losses)), 0)
                                FROM job_points WHERE job_points.job = job.id)
                            + (SELECT coalesce(sum(octet_length(states)), 0) FROM job_states WHERE job_states.job = job.id)
                        WHERE id IN (SELECT id FROM job WHERE finished IS NOT NULL AND bytes = 0 LIMIT :limit)
                        """).param("limit", AT_ONCE).update();
    }

    /** The jobs and bytes of a client. */
    private record Share(String client, long jobs, long bytes) {}

    private int evict() {
        List<Share> shares = database.run(client -> client.sql("""
                        SELECT client, count(*) AS jobs, sum(bytes) AS bytes FROM job WHERE finished IS NOT NULL GROUP BY client
                        """)
                .query((row, unused) -> new Share(row.getString("client"), row.getLong("jobs"), row.getLong("bytes")))
                .list());
        long jobs = Level.of(shares.stream().map(Share::jobs).toList(), most);
        long bytes = Level.of(shares.stream().map(Share::bytes).toList(), mostBytes);
        int evicted = 0;
        for (Share share : shares) {
            if (share.jobs() > jobs || share.bytes() > bytes) {
                int some = evictSome(share.client(), jobs, bytes);
                evicted += some;
                while (some == AT_ONCE) {
                    some = evictSome(share.client(), jobs, bytes);
                    evicted += some;
                }
            }
        }
        return evicted;
    }

    /** Removes the jobs of a client beyond its newest ones; their readers at other processes hear of it. */
    private int evictSome(String owner, long jobs, long bytes) {
        return database.atOnce(client -> {
            if (!isMine(client)) {
                return 0;
            }
            List<String> gone = client.sql("""
                            DELETE FROM job WHERE id IN (
                                SELECT id FROM (
                                    SELECT id, row_number() OVER newest AS place, sum(bytes) OVER newest AS held
                                    FROM job WHERE client = :client AND finished IS NOT NULL
                                    WINDOW newest AS (ORDER BY finished DESC, id)) AS ended
                                WHERE place > :jobs OR held > :bytes ORDER BY place DESC LIMIT :limit)
                            RETURNING id
                            """)
                    .param("client", owner)
                    .param("jobs", jobs)
                    .param("bytes", bytes)
                    .param("limit", AT_ONCE)
                    .query((row, unused) -> row.getString("id"))
                    .list();
            gone.forEach(id -> JobRows.tell(client, new Message(Message.Kind.DELETED, id)));
            return gone.size();
        });
    }
}
