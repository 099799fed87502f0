package dev.downhill.jobs.postgresql;

import dev.downhill.database.Nanos;
import dev.downhill.jobs.JobStatus;
import dev.downhill.jobs.ListedJob;
import dev.downhill.training.run.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The small columns of a job's row.
 *
 * @param owner the replica that may run the job; null for none
 * @param fence the number that the owner's writes must match
 * @param version another number after each change
 */
record JobRow(
        ListedJob job,
        @Nullable String error,
        @Nullable String cancelReason,
        int points,
        int tests,
        @Nullable Long owner,
        long fence,
        int takeovers,
        long version) {
    static final String COLUMNS = "id, number, client, name, status, outcome, created, started, finished, step, steps,"
            + " final_loss, error, cancel_reason, points, tests, owner, fence, takeovers, version";

    static JobRow of(ResultSet row, int unused) throws SQLException {
        String outcome = row.getString("outcome");
        Instant created = Nanos.instant(row.getLong("created"));
        return new JobRow(
                new ListedJob(
                        row.getString("id"),
                        row.getLong("number"),
                        row.getString("client"),
                        row.getString("name"),
                        JobStatus.valueOf(row.getString("status")),
                        outcome == null ? null : Outcome.valueOf(outcome),
                        created,
                        moment(row, "started"),
                        moment(row, "finished"),
                        row.getLong("step"),
                        row.getLong("steps"),
                        row.getObject("final_loss", Double.class)),
                row.getString("error"),
                row.getString("cancel_reason"),
                row.getInt("points"),
                row.getInt("tests"),
                row.getObject("owner", Long.class),
                row.getLong("fence"),
                row.getInt("takeovers"),
                row.getLong("version"));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        Long nanos = row.getObject(column, Long.class);
        return nanos == null ? null : Nanos.instant(nanos);
    }

    static @Nullable Long nanos(@Nullable Instant moment) {
        return moment == null ? null : Nanos.of(moment);
    }
}
