package dev.downhill.jobs.postgresql;

import dev.downhill.database.Database;
import dev.downhill.database.DatabaseUnavailable;
import dev.downhill.jobs.Job;
import dev.downhill.jobs.JobStatus;
import dev.downhill.memory.BudgetTaken;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs of other processes that someone looks at here, until they end. */
final class Mirrors {
    private static final Logger log = LoggerFactory.getLogger(Mirrors.class);

    private static final int AT_ONCE = 500;

    private final Database database;
    private final JobLoader loader;
    private final Clock clock;
    private final Map<String, Mirror> active = new ConcurrentHashMap<>();

    Mirrors(Database database, JobLoader loader, Clock clock) {
        this.database = database;
        this.loader = loader;
        this.clock = clock;
    }

    /** Returns a job as its row says, and follows it from now on if it goes on. */
    Job load(JobRow row) {
        Job job = loader.load(row);
        try {
            var mirror = new Mirror(job, database, loader);
            if (mirror.refresh(row)) {
                active.put(job.id(), mirror);
            }
            return job;
        } catch (RuntimeException e) {
            job.memory().close();
            throw e;
        }
    }

    /** Follows a job that was this process's. */
    void follow(Job job) {
        if (!job.status().hasEnded()) {
            active.put(job.id(), new Mirror(job, database, loader));
            Thread.ofVirtual().name("follow-" + job.id()).start(() -> refresh(job.id()));
        }
    }

    boolean follows(String id) {
        return active.containsKey(id);
    }

    /** Follows a job no longer, because it is this process's now. */
    void drop(String id) {
        active.remove(id);
    }

    /** Takes over what has changed of a job; nothing happens where no one looks at it. */
    void refresh(String id) {
        Mirror mirror = active.get(id);
        if (mirror == null) {
            return;
        }
        refresh(mirror, () -> database.run(client -> JobRows.find(client, id)));
    }

    private void refresh(Mirror mirror, Supplier<Optional<JobRow>> source) {
        String id = mirror.job().id();
        try {
            Optional<JobRow> row = source.get();
            if (row.isEmpty()) {
                deleted(mirror.job());
            } else if (!mirror.refresh(row.get())) {
                active.remove(id, mirror);
            }
        } catch (DatabaseUnavailable e) {
            log.debug("Job {} stands still: {}", id, e.getMessage());
        } catch (BudgetTaken e) {
            log.info("Job {} stands still here: {}", id, e.getMessage());
        } catch (IllegalStateException e) {
            // The job was evicted or deleted meanwhile.
            active.remove(id, mirror);
            log.debug("Job {} is followed no longer", id, e);
        }
    }

    /** Ends a job here that is kept no longer. */
    void deleted(Job job) {
        active.remove(job.id());
        Job.State now = job.state();
        boolean unused = job.end(new Job.State(
                JobStatus.CANCELLED, now.startedAt(), clock.instant(), now.run(), null, List.of(), "deleted"));
    }

    /**
     * Looks at all jobs, because a message may have been lost.
     *
     * @throws DatabaseUnavailable if the database does not answer
     */
    void refreshAll() {
        List<String> ids = List.copyOf(active.keySet());
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
            Map<String, JobRow> rows = database.run(client -> JobRows.find(client, some)).stream()
                    .collect(Collectors.toMap(row -> row.job().id(), row -> row));
            for (String id : some) {
                Mirror mirror = active.get(id);
                if (mirror != null) {
                    refresh(mirror, () -> Optional.ofNullable(rows.get(id)));
                }
            }
        }
    }

    int count() {
        return active.size();
    }
}
