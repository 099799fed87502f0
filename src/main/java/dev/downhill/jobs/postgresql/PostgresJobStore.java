package dev.downhill.jobs.postgresql;

import dev.downhill.database.Database;
import dev.downhill.database.DatabaseUnavailable;
import dev.downhill.jobs.Job;
import dev.downhill.jobs.JobFilter;
import dev.downhill.jobs.JobStatus;
import dev.downhill.jobs.JobStore;
import dev.downhill.jobs.ListedJob;
import dev.downhill.jobs.store.InMemoryJobStore;
import dev.downhill.security.Sight;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Jobs as rows. Jobs of this process, and those that were looked at, are in memory too, from where they are evicted as others
 * are; the row stays until the retention ends.
 */
final class PostgresJobStore implements JobStore {
    private static final int ROWS_AT_ONCE = 500;
    private static final int LOCKS = 64;
    private static final JobFilter ALL = new JobFilter(null, null, null);

    /** As {@link Sight} says; two indexes know these words. */
    private static final String WITHOUT_KEY = "client <> 'teacher' AND client NOT LIKE 'student %'";

    private final Database database;
    private final InMemoryJobStore cache;
    private final Mirrors mirrors;
    private final SharedQueue queue;

    private final RowRetention retention;

    /** One load of a job at a time. */
    private final List<ReentrantLock> loading =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

    PostgresJobStore(
            Database database, InMemoryJobStore cache, Mirrors mirrors, SharedQueue queue, RowRetention retention) {
        this.retention = retention;
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

    /** Lets go of a job that has ended here otherwise than its row says; whoever asks for it next reads the row. */
    void reload(Job job) {
        cache.remove(job);
    }

    /** Forgets the ended jobs whose rows are gone, because the messages that said so may have been lost. */
    void forgetDeleted() {
        List<String> ended = cache.list(ALL, Sight.ALL, Long.MAX_VALUE, Integer.MAX_VALUE).stream()
                .filter(job -> job.finishedAt() != null && !queue.holds(job.id()))
                .map(ListedJob::id)
                .toList();
        for (int from = 0; from < ended.size(); from += ROWS_AT_ONCE) {
            List<String> some = ended.subList(from, Math.min(ended.size(), from + ROWS_AT_ONCE));
            Set<String> there = Set.copyOf(database.run(client -> client.sql("SELECT id FROM job WHERE id IN (:ids)")
                    .param("ids", some)
                    .query((row, unused) -> row.getString("id"))
                    .list()));
            some.stream().filter(id -> !there.contains(id)).forEach(this::forget);
        }
    }

    @Override
    public void removeEndedBefore(Instant moment) {
        cache.removeEndedBefore(moment);
        try {
            retention.removeEndedBefore(moment);
        } catch (DatabaseUnavailable e) {
            // The next round removes them.
        }
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
        ReentrantLock lock = loading.get(Math.floorMod(id.hashCode(), LOCKS));
        lock.lock();
        try {
            Optional<Job> meanwhile = cache.find(id);
            return meanwhile.isPresent() ? meanwhile : load(id);
        } finally {
            lock.unlock();
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
    public List<ListedJob> list(JobFilter which, Sight sight, long before, int limit) {
        List<ListedJob> found = new ArrayList<>();
        long last = before;
        while (true) {
            List<ListedJob> page = page(which, sight, last);
            for (ListedJob job : page) {
                if (which.accepts(job)) {
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
    private List<ListedJob> page(JobFilter which, Sight sight, long before) {
        String rows = sight.owner() == null
                ? some("")
                : "SELECT * FROM ((" + some(" AND client = :owner") + ") UNION ALL (" + some(" AND " + WITHOUT_KEY)
                        + ")) AS seen ORDER BY number DESC LIMIT :limit";
        JobStatus status = which.status();
        boolean active = status != null && !status.hasEnded();
        return database
                .run(client -> client.sql(rows)
                        .param("before", before)
                        .param("owner", sight.owner() == null ? "" : sight.owner())
                        .param(
                                "outcome",
                                which.outcome() == null ? null : which.outcome().name(),
                                Types.VARCHAR)
                        .param("ended", status == null || active ? null : status.name(), Types.VARCHAR)
                        .param("active", active)
                        .param("named", which.name() != null)
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

    /** Returns a statement for the newest rows that a filter may accept. */
    private static String some(String whose) {
        return "SELECT " + JobRow.COLUMNS + " FROM job WHERE number < :before" + whose + """
                 AND (:outcome IS NULL OR outcome = :outcome) AND (:ended IS NULL OR status = :ended)
                 AND (NOT :active OR finished IS NULL) AND (NOT :named OR name IS NOT NULL)
                ORDER BY number DESC LIMIT :limit
                """;
    }
}
