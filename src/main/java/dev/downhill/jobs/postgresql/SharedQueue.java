package dev.downhill.jobs.postgresql;

import dev.downhill.database.ClusterProperties;
import dev.downhill.database.Database;
import dev.downhill.database.DatabaseUnavailable;
import dev.downhill.database.Replica;
import dev.downhill.jobs.Job;
import dev.downhill.jobs.JobQueue;
import dev.downhill.jobs.JobStatus;
import dev.downhill.jobs.JobsProperties;
import dev.downhill.jobs.Lane;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.record.Trajectory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The queue that processes share: a job is its owner's, which its row names with a fencing number, and every write of a run
 * matches both.
 *
 * <p>See docs/decisions/0050-jobs-are-shared-through-rows.md.
 */
final class SharedQueue implements JobQueue {
    /** From one checkpoint of a run to the next; larger ones come less often. */
    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(1);

    private static final long CHECKPOINT_BYTES_A_SECOND = 4 << 20;

    /** A job whose client waits for its end is kept after this time, if it has not ended by then. */
    private static final Duration UNTIL_KEPT = Duration.ofMillis(200);

    private static final Logger log = LoggerFactory.getLogger(SharedQueue.class);

    private final Database database;
    private final Replica replica;
    private final UploadedTexts uploads;
    private final JobsProperties jobs;
    private final ClusterProperties cluster;
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private volatile Consumer<Job> onLoss = job -> {};
    private volatile ToIntFunction<Lane> free = lane -> 0;

    SharedQueue(
            Database database, Replica replica, UploadedTexts uploads, JobsProperties jobs, ClusterProperties cluster) {
        this.database = database;
        this.replica = replica;
        this.uploads = uploads;
        this.jobs = jobs;
        this.cluster = cluster;
    }

    /** Sets what happens with a job that another process has taken; it stands still until then. */
    void onLoss(Consumer<Job> told) {
        onLoss = told;
    }

    /** Sets how many threads of a lane are free here. */
    void free(ToIntFunction<Lane> threads) {
        free = threads;
    }

    /** Returns a job that this process may run. */
    Optional<Job> held(String id) {
        return Optional.ofNullable(held.get(id)).map(mine -> mine.job);
    }

    boolean holds(String id) {
        return held.containsKey(id);
    }

    /** Takes a job in whose row this process owns. */
    void take(Held claimed) {
        held.put(claimed.job.id(), claimed);
    }

    @Override
    public long nextNumber() {
        return replica.nextNumber();
    }

    @Override
    public void admit(Job job) {
        if (!database.isReachable()) {
            throw new DatabaseUnavailable();
        }
        var mine = new Held(job);
        mine.uploaded = uploads.usedBy(job.specification().text());
        held.put(job.id(), mine);
    }

    @Override
    public void keep(Job job) {
        Held mine = held.get(job.id());
        if (mine != null) {
            keep(mine);
        }
    }

    private void keep(Held mine) {
        synchronized (mine) {
            if (mine.kept || mine.gone) {
                return;
            }
            Job.State state = mine.job.state();
            Job.State end = state.status().hasEnded() ? state : null;
            try {
                if (end == null) {
                    database.atOnce(client -> {
                        insert(client, mine, state);
                        return true;
                    });
                } else {
                    insertEnded(mine, end);
                }
            } catch (DuplicateKeyException e) {
                // The database had committed the transaction before it fell silent.
            }
            mine.kept = true;
            mine.uploaded = null;
            if (end != null) {
                forget(mine);
            }
        }
    }

    private void insert(JdbcClient client, Held mine, Job.State state) {
        keepText(client, mine);
        Lane lane = lane(mine.job);
        boolean spare = state.status() == JobStatus.QUEUED && free.applyAsInt(lane) == 0;
        JobRows.insert(client, mine, state, lane.name(), replica.id(), spare);
        if (spare) {
            JobRows.tell(client, Message.waiting());
        }
    }

    private static void keepText(JdbcClient client, Held mine) {
        UploadedTexts.Used uploaded = mine.uploaded;
        if (uploaded != null) {
            UploadedTexts.keep(client, uploaded);
        }
    }

    private void insertEnded(Held mine, Job.State end) {
        if (WholeJob.fits(end) && mine.uploaded == null) {
            // One statement needs no transaction around it.
            int unused = database.run(
                    client -> WholeJob.insert(client, mine, end, lane(mine.job).name()));
            return;
        }
        database.atOnce(client -> {
            insert(client, mine, end);
            return write(client, mine, end);
        });
    }

    /** Returns where a job waits. */
    Lane lane(Job job) {
        return Lane.of(job.specification(), jobs.shortWork());
    }

    private void forget(Held mine) {
        mine.gone = true;
        held.remove(mine.job.id(), mine);
    }

    @Override
    public @Nullable Turn turn(Job job, Instant now) {
        Held mine = held.get(job.id());
        if (mine == null) {
            return null;
        }
        synchronized (mine) {
            if (mine.gone || job.status().hasEnded()) {
                return null;
            }
            if (mine.kept && !begins(mine, now)) {
                lost(mine);
                return null;
            }
            return new Turn(mine.from);
        }
    }

    private boolean begins(Held mine, Instant now) {
        return database.patiently(
                cluster.patience(),
                () -> database.atOnce(client -> {
                    boolean begun = JobRows.begin(client, mine, replica.id(), now);
                    JobRows.tell(client, new Message(Message.Kind.CHANGED, mine.job.id()));
                    return begun;
                }));
    }

    @Override
    public boolean end(Job job, Job.State end) {
        Held mine = held.get(job.id());
        if (mine == null) {
            return false;
        }
        synchronized (mine) {
            if (mine.gone || mine.end != null || job.status().hasEnded()) {
                return false;
            }
            try {
                if (!database.patiently(cluster.patience(), () -> ends(mine, end))) {
                    lost(mine);
                    return false;
                }
                forget(mine);
                return job.end(end);
            } catch (DatabaseUnavailable e) {
                Instant now = end.finishedAt() == null ? job.createdAt() : end.finishedAt();
                Job.State failed = job.failed("the database did not answer at the end of the run", now);
                mine.end = failed;
                return job.end(failed);
            }
        }
    }

    /** Tries again to write an end that could not be kept. */
    private void endLate(Held mine, Job.State end) {
        if (!ends(mine, end)) {
            onLoss.accept(mine.job);
        }
        forget(mine);
    }

    private void reread(Held mine) {
        if (mine.unsure && mine.kept) {
            boolean unused = database.run(client -> {
                JobRows.reread(client, mine, replica.id());
                return true;
            });
            mine.unsure = false;
        }
    }

    private boolean ends(Held mine, Job.State end) {
        reread(mine);
        try {
            if (!mine.kept) {
                insertEnded(mine, end);
                return true;
            }
            return database.atOnce(client -> {
                JobRows.tell(client, new Message(Message.Kind.CHANGED, mine.job.id()));
                return write(client, mine, end);
            });
        } catch (DuplicateKeyException e) {
            // The database had committed the transaction before it fell silent.
            mine.kept = true;
            return false;
        }
    }

    private boolean write(JdbcClient client, Held mine, Job.State end) {
        Trajectory trajectory = end.trajectory();
        int points = trajectory == null ? mine.points : trajectory.points();
        int tests = trajectory == null ? mine.tests : trajectory.metrics().count();
        boolean written = JobRows.end(client, mine, replica.id(), end, points, tests);
        if (written && trajectory != null) {
            JobRows.append(client, mine, trajectory, points, tests);
        }
        return written;
    }

    /** Lets go of a job, if this process has it: it ended at another process, or is kept no longer. */
    void drop(String id) {
        Held mine = held.get(id);
        if (mine == null) {
            return;
        }
        synchronized (mine) {
            if (!mine.gone) {
                lost(mine);
            }
        }
    }

    /** Returns whether a job may have a row. */
    boolean mayHaveRow(String id) {
        Held mine = held.get(id);
        if (mine == null) {
            return true;
        }
        synchronized (mine) {
            return mine.kept;
        }
    }

    /** Gives away the rows of this process of which it does not know, because an answer of the database was lost. */
    void releaseStrays(Set<String> seenBefore) {
        List<String> strays = database
                .run(client -> client.sql("SELECT id FROM job WHERE owner = :me AND finished IS NULL")
                        .param("me", replica.id())
                        .query(String.class)
                        .list())
                .stream()
                .filter(id -> !held.containsKey(id))
                .toList();
        for (String id : strays) {
            if (seenBefore.contains(id)) {
                int unused =
                        database.run(client -> client.sql("UPDATE job SET owner = NULL WHERE id = :id AND owner = :me")
                                .param("id", id)
                                .param("me", replica.id())
                                .update());
            }
        }
        seenBefore.clear();
        seenBefore.addAll(strays);
    }

    private void lost(Held mine) {
        forget(mine);
        onLoss.accept(mine.job);
    }

    @Override
    public Cancellation cancel(Job job, String reason, Instant now) {
        Held mine = held.get(job.id());
        if (mine == null) {
            return cancelRow(job, null, reason, now);
        }
        synchronized (mine) {
            if (mine.kept || mine.gone) {
                return cancelRow(job, mine, reason, now);
            }
            return Cancellation.here(job, reason, now);
        }
    }

    private Cancellation cancelRow(Job job, @Nullable Held mine, String reason, Instant now) {
        if (job.status().hasEnded()) {
            return Cancellation.NONE;
        }
        String status = database.atOnce(client -> {
            JobRows.tell(client, new Message(Message.Kind.CANCEL, job.id()));
            return client.sql("""
                            UPDATE job SET version = version + 1, cancel_reason = :reason,
                                finished = CASE status WHEN 'QUEUED' THEN :now ELSE NULL END,
                                error = CASE status WHEN 'QUEUED' THEN :reason ELSE error END,
                                status = CASE status WHEN 'QUEUED' THEN 'CANCELLED' ELSE status END
                            WHERE id = :id AND finished IS NULL RETURNING status
                            """)
                    .param("reason", reason)
                    .param("now", JobRow.nanos(now))
                    .param("id", job.id())
                    .query(String.class)
                    .optional()
                    .orElse("");
        });
        if (status.equals(JobStatus.CANCELLED.name())) {
            if (mine != null) {
                forget(mine);
            }
            boolean unused = job.cancelQueued(reason, now);
            return Cancellation.AT_ONCE;
        }
        if (status.isEmpty()) {
            return Cancellation.NONE;
        }
        boolean unused = job.cancelRunning(reason);
        return Cancellation.AFTER_ITS_STEP;
    }

    @Override
    public boolean handOver(Job job) {
        Held mine = held.get(job.id());
        if (mine == null) {
            return true;
        }
        synchronized (mine) {
            if (mine.gone || mine.end != null || job.status().hasEnded()) {
                return true;
            }
            try {
                if (mine.kept) {
                    if (write(mine, true)) {
                        database.atOnce(client -> {
                            JobRows.release(client, mine, replica.id());
                            JobRows.tell(client, Message.waiting());
                            return true;
                        });
                    }
                } else {
                    database.atOnce(client -> {
                        keepText(client, mine);
                        JobRows.insert(client, mine, job.state(), lane(job).name(), null, true);
                        JobRows.tell(client, Message.waiting());
                        return true;
                    });
                }
            } catch (DatabaseUnavailable e) {
                mine.unsure = true;
                // Its lease ends, and another process takes it.
            }
            lost(mine);
            return true;
        }
    }

    /** Writes what is new about all jobs of this process. */
    void write() {
        for (Held mine : held.values()) {
            synchronized (mine) {
                try {
                    look(mine);
                } catch (DatabaseUnavailable e) {
                    mine.unsure = true;
                    return;
                } catch (RuntimeException e) {
                    log.warn("The news of job {} cannot be written", mine.job.id(), e);
                }
            }
        }
    }

    private void look(Held mine) {
        if (mine.gone) {
            return;
        }
        if (mine.end != null) {
            endLate(mine, mine.end);
        } else if (!mine.kept) {
            if (System.nanoTime() - mine.since > UNTIL_KEPT.toNanos()) {
                keep(mine);
            }
        } else if (mine.job.status() == JobStatus.RUNNING && !write(mine, false)) {
            lost(mine);
        }
    }

    /** Writes the new points of a run, and a checkpoint now and then; returns false if the job is another process's. */
    private boolean write(Held mine, boolean checkpointNow) {
        Job.Run run = mine.job.state().run();
        if (run == null) {
            return true;
        }
        reread(mine);
        long step = run.step();
        Trajectory trajectory = run.trajectory();
        // The evaluations are counted last: those of a step are recorded before its point.
        int points = Math.max(mine.points, regular(mine.job, trajectory));
        int tests = Math.max(mine.tests, trajectory.metrics().count());
        Checkpoint checkpoint = due(mine, run, step, checkpointNow);
        if (step == mine.step && points == mine.points && checkpoint == null) {
            return true;
        }
        Optional<JobRows.Written> written = database.atOnce(client -> {
            Optional<JobRows.Written> row =
                    JobRows.advance(client, mine, replica.id(), Math.max(step, mine.step), points, tests);
            if (row.isPresent()) {
                JobRows.append(client, mine, trajectory, points, tests);
                if (checkpoint != null) {
                    JobRows.keepStates(client, mine.job.id(), "latest", List.of(checkpoint));
                }
                JobRows.tell(client, new Message(Message.Kind.CHANGED, mine.job.id()));
            }
            return row;
        });
        if (written.isEmpty()) {
            return false;
        }
        mine.points = points;
        mine.tests = tests;
        mine.step = Math.max(step, mine.step);
        if (checkpoint != null) {
            mine.checkpoint = checkpoint.step();
            mine.checkpointNanos = System.nanoTime();
        }
        String reason = written.get().cancelReason();
        if (reason != null) {
            boolean unused = mine.job.cancelRunning(reason);
        }
        return true;
    }

    /** Returns a state after which the run has taken another step, if it is time to write one. */
    private static @Nullable Checkpoint due(Held mine, Job.Run run, long step, boolean now) {
        if (!now && System.nanoTime() - mine.checkpointNanos < BETWEEN_CHECKPOINTS.toNanos()) {
            return null;
        }
        Checkpoint latest = run.checkpoints().upTo(step - 1);
        long pause = latest.bytes() * Duration.ofSeconds(1).toNanos() / CHECKPOINT_BYTES_A_SECOND;
        boolean tooSoon = !now && System.nanoTime() - mine.checkpointNanos < pause;
        return latest.step() <= mine.checkpoint || latest.step() >= step || tooSoon ? null : latest;
    }

    /** Returns how many points a run has without the one that it may record because it ends. */
    private static int regular(Job job, Trajectory trajectory) {
        int points = trajectory.points();
        if (points == 0) {
            return 0;
        }
        long last = trajectory.step(points - 1);
        boolean regular = last == job.start().step() + 1
                || job.specification().record().keeps(last, job.specification().steps());
        return regular ? points : points - 1;
    }
}
