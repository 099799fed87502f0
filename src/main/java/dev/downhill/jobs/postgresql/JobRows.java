package dev.downhill.jobs.postgresql;

import dev.downhill.jobs.ForkOf;
import dev.downhill.jobs.Job;
import dev.downhill.jobs.JobStatus;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.record.PackedPoints;
import dev.downhill.training.record.Trajectory;
import dev.downhill.training.run.TrainingResult;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.databind.json.JsonMapper;

/** The statements on the rows of jobs; their callers open transactions. */
final class JobRows {
    /** The channel on which processes tell each other of changes. */
    static final String CHANNEL = "downhill";

    /** Points beyond these go into another row. */
    private static final int NUMBERS_OF_A_ROW = 1 << 17;

    private static final JsonMapper JSON = new JsonMapper();

    private JobRows() {}

    /**
     * Inserts a job as it is.
     *
     * @param owner the replica that may run it; null for none
     * @param spare whether it waits, and the owner has no free thread for it
     */
    static void insert(
            JdbcClient client, Held held, Job.State state, String lane, @Nullable Long owner, boolean spare) {
        boolean ended = state.status().hasEnded();
        StatementSpec statement = client.sql("""
                INSERT INTO job (id, number, client, name, lane, created, steps, fork_of, uploaded, specification, start_state,
                    status, started, step, owner, fence, spare)
                VALUES (:id, :number, :client, :name, :lane, :created, :steps, :fork, :uploaded, :specification, :start,
                    :status, :started, :step, :owner, :fence, :spare)
                """);
        origin(statement, held, lane)
                .param("status", (ended ? JobStatus.RUNNING : state.status()).name())
                .param("started", JobRow.nanos(state.startedAt()), Types.BIGINT)
                .param("step", held.job.start().step())
                .param("owner", owner, Types.BIGINT)
                .param("fence", held.fence)
                .param("spare", spare)
                .update();
    }

    /** Sets the parameters of a job that never change. */
    static StatementSpec origin(StatementSpec statement, Held held, String lane) {
        Job job = held.job;
        UploadedTexts.Used uploaded = held.uploaded;
        return statement
                .param("id", job.id())
                .param("number", job.number())
                .param("client", job.client())
                .param("name", plain(job.specification().name()), Types.VARCHAR)
                .param("lane", lane)
                .param("created", JobRow.nanos(job.createdAt()))
                .param("steps", job.specification().steps())
                .param("fork", job.forkOf() == null ? null : JSON.writeValueAsString(job.forkOf()), Types.VARCHAR)
                .param("uploaded", uploaded == null ? null : uploaded.id(), Types.VARCHAR)
                .param("specification", job.specification().text().text().getBytes(StandardCharsets.UTF_8))
                .param("start", job.forkOf() == null ? null : PackedStates.pack(List.of(job.start())), Types.BINARY);
    }

    /** PostgreSQL's texts have no NUL. */
    private static @Nullable String plain(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }

    static Optional<JobRow> find(JdbcClient client, String id) {
        return client.sql("SELECT " + JobRow.COLUMNS + " FROM job WHERE id = :id")
                .param("id", id)
                .query(JobRow::of)
                .optional();
    }

    static List<JobRow> find(JdbcClient client, List<String> ids) {
        return client.sql("SELECT " + JobRow.COLUMNS + " FROM job WHERE id IN (:ids)")
                .param("ids", ids)
                .query(JobRow::of)
                .list();
    }

    /** Reads how many points of a run the database has, because the answer to a write was lost; the job may be another's. */
    static void reread(JdbcClient client, Held held, long owner) {
        client.sql("SELECT points, tests FROM job WHERE id = :id AND owner = :owner AND fence = :fence")
                .param("id", held.job.id())
                .param("owner", owner)
                .param("fence", held.fence)
                .query((row, unused) -> {
                    held.points = row.getInt("points");
                    held.tests = row.getInt("tests");
                    return true;
                })
                .list();
    }

    /**
     * The large columns of a row.
     *
     * @param start the state before the first step of a fork
     */
    record Origin(
            byte[] specification,
            @Nullable ForkOf forkOf,
            @Nullable Checkpoint start) {}

    static Origin origin(JdbcClient client, String id) {
        return client.sql("SELECT specification, fork_of, start_state FROM job WHERE id = :id")
                .param("id", id)
                .query((row, unused) -> {
                    String fork = row.getString("fork_of");
                    byte[] start = row.getBytes("start_state");
                    return new Origin(
                            row.getBytes("specification"),
                            fork == null ? null : JSON.readValue(fork, ForkOf.class),
                            start == null ? null : PackedStates.unpack(start).getFirst());
                })
                .single();
    }

    static Optional<PackedResult> result(JdbcClient client, String id) {
        return client.sql("SELECT result FROM job WHERE id = :id AND result IS NOT NULL")
                .param("id", id)
                .query((row, unused) -> PackedResult.unpack(row.getBytes("result")))
                .optional();
    }

    /** Returns the points from one on, in their order. */
    static List<PackedPoints> points(JdbcClient client, String id, int from, int testsFrom) {
        return client.sql("""
                        SELECT first_point, count, numbers, test_losses FROM job_points
                        WHERE job = :id AND (first_point + count > :from OR first_test >= :tests)
                        ORDER BY first_point, first_test
                        """)
                .param("id", id)
                .param("from", from)
                .param("tests", testsFrom)
                .query((row, unused) -> new PackedPoints(
                                row.getInt("first_point"),
                                row.getInt("count"),
                                PackedStates.numbers(row.getBytes("numbers")),
                                PackedStates.numbers(row.getBytes("test_losses")))
                        .from(from))
                .list();
    }

    static List<Checkpoint> states(JdbcClient client, String id, String kind) {
        return client.sql("SELECT states FROM job_states WHERE job = :id AND kind = :kind")
                .param("id", id)
                .param("kind", kind)
                .query((row, unused) -> PackedStates.unpack(row.getBytes("states")))
                .optional()
                .orElse(List.of());
    }

    /** Appends the points that the database does not have; the job must be this process's. */
    static void append(JdbcClient client, Held held, Trajectory trajectory, int points, int tests) {
        int most = mostPoints(trajectory);
        int from = held.points;
        int testsFrom = held.tests;
        while (from < points || testsFrom < tests) {
            int to = Math.min(points, from + most);
            PackedPoints packed = PackedPoints.of(trajectory, from, to, testsFrom, tests);
            client.sql("""
                            INSERT INTO job_points (job, first_point, first_test, count, numbers, test_losses)
                            VALUES (:id, :first, :test, :count, :numbers, :tests)
                            """)
                    .param("id", held.job.id())
                    .param("first", from)
                    .param("test", testsFrom)
                    .param("count", packed.count())
                    .param("numbers", PackedStates.bytes(packed.numbers()))
                    .param("tests", PackedStates.bytes(packed.metrics()))
                    .update();
            from = to;
            testsFrom = tests;
        }
    }

    /** Returns how many points of a trajectory fit into a row. */
    static int mostPoints(Trajectory trajectory) {
        return Math.max(1, NUMBERS_OF_A_ROW / PackedPoints.width(trajectory));
    }

    static void keepStates(JdbcClient client, String id, String kind, List<Checkpoint> states) {
        client.sql("""
                        INSERT INTO job_states (job, kind, states) VALUES (:id, :kind, :states)
                        ON CONFLICT (job, kind) DO UPDATE SET states = excluded.states
                        """)
                .param("id", id)
                .param("kind", kind)
                .param("states", PackedStates.pack(states))
                .update();
    }

    /**
     * Begins the run of a job, or goes on with it.
     *
     * @return false if the job is no longer this process's, or has ended
     */
    static boolean begin(JdbcClient client, Held held, long owner, Instant now) {
        return client.sql("""
                        UPDATE job SET status = 'RUNNING', started = coalesce(started, :now), version = version + 1
                        WHERE id = :id AND owner = :owner AND fence = :fence AND finished IS NULL
                        """)
                        .param("now", JobRow.nanos(now))
                        .param("id", held.job.id())
                        .param("owner", owner)
                        .param("fence", held.fence)
                        .update()
                > 0;
    }

    /** A row after a write, with the reason to cancel if there is one. */
    record Written(@Nullable String cancelReason) {}

    /** Writes how far a run has come; empty if the job is no longer this process's. */
    static Optional<Written> advance(JdbcClient client, Held held, long owner, long step, int points, int tests) {
        return client.sql("""
                        UPDATE job SET step = :step, points = :points, tests = :tests, version = version + 1
                        WHERE id = :id AND owner = :owner AND fence = :fence AND finished IS NULL
                        RETURNING cancel_reason
                        """)
                .param("step", step)
                .param("points", points)
                .param("tests", tests)
                .param("id", held.job.id())
                .param("owner", owner)
                .param("fence", held.fence)
                .query((row, unused) -> new Written(row.getString("cancel_reason")))
                .optional();
    }

    /** Writes the end of a job, whose points the caller appends; returns false if the job is no longer this process's. */
    static boolean end(JdbcClient client, Held held, long owner, Job.State end, int points, int tests) {
        StatementSpec statement = client.sql("""
                UPDATE job SET status = :status, outcome = :outcome, started = coalesce(started, :started),
                    finished = :finished, step = :step, final_loss = :loss, error = :error, result = :result,
                    points = :points, tests = :tests, owner = NULL, version = version + 1
                WHERE id = :id AND owner = :owner AND fence = :fence AND finished IS NULL
                """);
        int updated = end(statement, held, end, points, tests)
                .param("id", held.job.id())
                .param("owner", owner)
                .param("fence", held.fence)
                .update();
        if (updated == 0) {
            return false;
        }
        if (held.kept) {
            client.sql("DELETE FROM job_states WHERE job = :id AND kind = 'latest'")
                    .param("id", held.job.id())
                    .update();
        }
        states(end).forEach((kind, states) -> keepStates(client, held.job.id(), kind, states));
        return true;
    }

    /** Sets the parameters of a job's end. */
    static StatementSpec end(StatementSpec statement, Held held, Job.State end, int points, int tests) {
        TrainingResult result = end.result();
        Job.Run run = end.run();
        return statement
                .param("status", end.status().name())
                .param("outcome", result == null ? null : result.outcome().name(), Types.VARCHAR)
                .param("started", JobRow.nanos(end.startedAt()), Types.BIGINT)
                .param("finished", JobRow.nanos(end.finishedAt()), Types.BIGINT)
                .param("step", run == null ? held.job.start().step() : run.step())
                .param("loss", result == null ? null : result.finalLoss(), Types.DOUBLE)
                .param("error", plain(end.error()), Types.VARCHAR)
                .param("result", result == null ? null : PackedResult.pack(result, end.diagnosis()), Types.BINARY)
                .param("points", points)
                .param("tests", tests);
    }

    /** Returns the states that stay after the end of a job, by their kind. */
    static Map<String, List<Checkpoint>> states(Job.State end) {
        TrainingResult result = end.result();
        Job.Run run = end.run();
        List<Checkpoint> kept = run == null ? List.of() : run.checkpoints().kept();
        Map<String, List<Checkpoint>> states = new LinkedHashMap<>();
        if (result != null) {
            states.put("last", List.of(result.checkpoint()));
        }
        if (kept.size() > 1) {
            states.put("kept", kept.subList(1, kept.size()));
        }
        return states;
    }

    /** Gives a job to whoever takes it; nothing happens where it is no longer this process's. */
    static void release(JdbcClient client, Held held, long owner) {
        client.sql("""
                        UPDATE job SET owner = NULL, version = version + 1, claimed = now()
                        WHERE id = :id AND owner = :owner AND fence = :fence AND finished IS NULL
                        """)
                .param("id", held.job.id())
                .param("owner", owner)
                .param("fence", held.fence)
                .update();
    }

    /** Tells the other processes, when the transaction commits. */
    static void tell(JdbcClient client, Message message) {
        client.sql("SELECT pg_notify('" + CHANNEL + "', :message)")
                .param("message", message.text())
                .query((row, unused) -> "")
                .single();
    }
}
