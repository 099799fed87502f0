package dev.downhill.jobs.postgresql;

import dev.downhill.jobs.Job;
import dev.downhill.training.record.PackedPoints;
import dev.downhill.training.record.Trajectory;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Inserts a job that has ended and has no row yet: the row, its points and its states in one statement.
 *
 * <p>A short job waits for one answer of the database, and its row is written once. To insert it, update it and insert the rest would
 * take five answers.
 */
final class WholeJob {
    private static final String INSERT = """
            WITH ended AS (
                INSERT INTO job (id, number, client, name, lane, created, steps, fork_of, uploaded, specification, start_state,
                    status, outcome, started, finished, step, final_loss, error, result, points, tests)
                VALUES (:id, :number, :client, :name, :lane, :created, :steps, :fork, :uploaded, :specification, :start,
                    :status, :outcome, :started, :finished, :step, :loss, :error, :result, :points, :tests)),
            stated AS (
                INSERT INTO job_states (job, kind, states)
                SELECT :id, kind, states FROM unnest(:kinds, :states) AS state (kind, states))
            INSERT INTO job_points (job, first_point, first_test, count, numbers, test_losses)
            SELECT :id, 0, 0, :points, :numbers, :metrics WHERE :points + :tests > 0
            """;

    private WholeJob() {}

    /** Returns whether the points of a job fit into one row. */
    static boolean fits(Job.State end) {
        Trajectory trajectory = end.trajectory();
        return trajectory == null || trajectory.points() <= JobRows.mostPoints(trajectory);
    }

    /**
     * Inserts a job whose points fit.
     *
     * @return how many rows of points it has
     * @throws org.springframework.dao.DuplicateKeyException if it has a row
     */
    static int insert(JdbcClient client, Held held, Job.State end, String lane) {
        Trajectory trajectory = end.trajectory();
        int points = trajectory == null ? 0 : trajectory.points();
        int tests = trajectory == null ? 0 : trajectory.metrics().count();
        PackedPoints packed = trajectory == null ? null : PackedPoints.of(trajectory, 0, points, 0, tests);
        Map<String, byte[]> states = new LinkedHashMap<>();
        JobRows.states(end).forEach((kind, kept) -> states.put(kind, PackedStates.pack(kept)));
        StatementSpec statement = JobRows.origin(client.sql(INSERT), held, lane);
        return JobRows.end(statement, held, end, points, tests)
                .param("kinds", new SqlArrayValue("text", states.keySet().toArray()))
                .param("states", new SqlArrayValue("bytea", (Object[])
                        states.values().toArray(byte[][]::new)))
                .param("numbers", packed == null ? null : PackedStates.bytes(packed.numbers()), Types.BINARY)
                .param("metrics", packed == null ? null : PackedStates.bytes(packed.metrics()), Types.BINARY)
                .update();
    }
}
