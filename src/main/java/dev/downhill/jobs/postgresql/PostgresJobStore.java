package dev.downhill.jobs.postgresql;

import dev.downhill.database.Database;
import dev.downhill.database.DatabaseUnavailable;
import dev.downhill.jobs.Job;
import dev.downhill.jobs.JobFilter;
import dev.downhill.jobs.JobStore;
import dev.downhill.jobs.ListedJob;
import dev.downhill.jobs.store.InMemoryJobStore;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Jobs as rows. Jobs of this process, and those that were looked at, are in memory too, from where they are evicted as others
 * are; the row stays until the retention ends.
 */
final class PostgresJobStore implements JobStore {
    private static final int ROWS_AT_ONCE = 500;

    private final Database database;
    private final InMemoryJobStore cache;
    private final Mirrors mirrors;
    private final SharedQueue queue;

    /** One load of a job at a time. */
    private final ConcurrentHashMap<String, ReentrantLock> loading = new ConcurrentHashMap<>();

    PostgresJobStore(Database database, InMemoryJobStore cache, Mirrors mirrors, SharedQueue queue) {
        this.database = database;
        this.cache = cache;
        this.mirrors = mirrors;
        this.queue = queue;
    }

    @Override
    public void add(Job job) {
        cache.add(job);
    }

    @Override
    public void makeRoom() {
        cache.makeRoom();
    }

    @Override
    public void remove(Job job) {
        boolean row = queue.mayHaveRow(job.id());
        mirrors.deleted(job);
        queue.drop(job.id());
        cache.remove(job);
        if (!row) {
            return;
        }
        int unused = database.atOnce(client -> {
            JobRows.tell(client, new Message(Message.Kind.DELETED, job.id()));
            return client.sql("DELETE FROM job WHERE id = :id")
                    .param("id", job.id())
                    .update();
        });
    }

    /** Forgets a job whose row is gone. */
    void forget(String id) {
        cache.find(id).ifPresent(job -> {
            mirrors.deleted(job);
            queue.drop(id);
            cache.remove(job);
        });
    }

    @Override
    public void removeEndedBefore(Instant moment) {
        cache.removeEndedBefore(moment);
        try {
            while (removeSomeBefore(moment) == ROWS_AT_ONCE) {
                // A statement that removes all rows of a day could take longer than the database gives it.
            }
            boolean unused = database.atOnce(client -> {
                UploadedTexts.removeUnused(client);
                return true;
            });
        } catch (DatabaseUnavailable e) {
            // The next round removes them.
        }
    }

    private int removeSomeBefore(Instant moment) {
        return database.run(client -> client.sql("""
                        DELETE FROM job WHERE id IN (
                            SELECT id FROM job WHERE finished < :moment ORDER BY finished LIMIT :limit FOR UPDATE SKIP LOCKED)
                        """)
                .param("moment", JobRow.nanos(moment))
                .param("limit", ROWS_AT_ONCE)
                .update());
    }

    /** Returns the number of jobs in the memory of this process. */
    @Override
    public int count() {
        return cache.count();
    }

    @Override
    public long bytes() {
        return cache.bytes();
    }

    @Override
    public Optional<Job> find(String id) {
        Optional<Job> cached = cache.find(id);
        if (cached.isPresent()) {
            mirrors.refresh(id);
            return cache.find(id);
        }
        if (id.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        ReentrantLock lock = loading.computeIfAbsent(id, unused -> new ReentrantLock());
        lock.lock();
        try {
            Optional<Job> meanwhile = cache.find(id);
            return meanwhile.isPresent() ? meanwhile : load(id);
        } finally {
            lock.unlock();
            loading.remove(id, lock);
        }
    }

    private Optional<Job> load(String id) {
        return database.run(client -> JobRows.find(client, id)).map(row -> {
            Job job = mirrors.load(row);
            cache.add(job);
            return job;
        });
    }

    /** Returns the job of a row, which may be in memory. */
    Job of(JobRow row) {
        return find(row.job().id()).orElseThrow(DatabaseUnavailable::new);
    }

    @Override
    public List<ListedJob> list(JobFilter which, Predicate<String> maySee, long before, int limit) {
        List<ListedJob> found = new ArrayList<>();
        long last = before;
        while (true) {
            List<ListedJob> page = page(which, last);
            for (ListedJob job : page) {
                if (maySee.test(job.client()) && which.accepts(job)) {
                    found.add(job);
                    if (found.size() == limit) {
                        return found;
                    }
                }
            }
            if (page.size() < ROWS_AT_ONCE) {
                return found;
            }
            last = page.getLast().number();
        }
    }

    /** Returns rows as they are, and jobs of this process as they are here. */
    private List<ListedJob> page(JobFilter which, long before) {
        return database
                .run(client -> client.sql("SELECT " + JobRow.COLUMNS + """
                                 FROM job WHERE number < :before
                                    AND (:outcome IS NULL OR outcome = :outcome)
                                    AND (:ended IS NULL OR status = :ended)
                                ORDER BY number DESC LIMIT :limit
                                """)
                        .param("before", before)
                        .param(
                                "outcome",
                                which.outcome() == null ? null : which.outcome().name(),
                                Types.VARCHAR)
                        .param(
                                "ended",
                                which.status() != null && which.status().hasEnded()
                                        ? which.status().name()
                                        : null,
                                Types.VARCHAR)
                        .param("limit", ROWS_AT_ONCE)
                        .query(JobRow::of)
                        .list())
                .stream()
                .map(JobRow::job)
                .map(row -> queue.holds(row.id())
                        ? cache.find(row.id()).map(ListedJob::of).orElse(row)
                        : row)
                .toList();
    }
}
