package dev.downhill.jobs.postgresql;

import dev.downhill.database.Database;
import dev.downhill.database.DatabaseUnavailable;
import dev.downhill.jobs.Job;
import dev.downhill.jobs.JobStatus;
import dev.downhill.training.record.PackedPoints;
import dev.downhill.training.record.Trajectory;
import dev.downhill.training.run.TrainingResult;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A job of another process as it is known here: the same {@link Job}, filled from its rows. */
final class Mirror {
    private final Job job;
    private final Database database;
    private final JobLoader loader;
    private Job.@Nullable Run run;
    private long version;

    Mirror(Job job, Database database, JobLoader loader) {
        this.job = job;
        this.database = database;
        this.loader = loader;
    }

    Job job() {
        return job;
    }

    /**
     * Takes over what has changed.
     *
     * @return whether the job goes on
     * @throws DatabaseUnavailable if the database does not answer
     */
    synchronized boolean refresh(JobRow row) {
        if (row.version() == version && !row.job().status().hasEnded()) {
            return true;
        }
        JobStatus status = row.job().status();
        if (status == JobStatus.QUEUED) {
            version = row.version();
            return true;
        }
        if (row.job().startedAt() == null) {
            job.follow(new Job.State(status, null, row.job().finishedAt(), null, null, List.of(), row.error()));
            return false;
        }
        Job.Run known = known(row);
        fill(known, row);
        if (status.hasEnded()) {
            end(known, row);
            return false;
        }
        version = row.version();
        job.memory().follow(job.bytes(), false);
        return true;
    }

    private Job.Run known(JobRow row) {
        Job.Run before = run;
        if (before != null) {
            return before;
        }
        Job.Run begun = loader.run(job);
        run = begun;
        job.follow(new Job.State(JobStatus.RUNNING, row.job().startedAt(), null, begun, null, List.of(), null));
        return begun;
    }

    private void fill(Job.Run known, JobRow row) {
        Trajectory trajectory = known.trajectory();
        if (row.points() > trajectory.points()
                || row.tests() > trajectory.metrics().count()) {
            List<PackedPoints> news = database.run(client -> JobRows.points(
                    client, job.id(), trajectory.points(), trajectory.metrics().count()));
            news.forEach(trajectory::append);
        }
        known.progress().reach(row.job().step());
        job.changes().tell();
    }

    private void end(Job.Run known, JobRow row) {
        known.trajectory().trim();
        PackedResult packed =
                database.run(client -> JobRows.result(client, job.id())).orElse(null);
        TrainingResult result = packed == null
                ? null
                : packed.result(database.run(client -> JobRows.states(client, job.id(), "last"))
                        .getFirst());
        database.run(client -> JobRows.states(client, job.id(), "kept")).forEach(known.checkpoints()::keep);
        var end = new Job.State(
                row.job().status(),
                row.job().startedAt(),
                Objects.requireNonNull(row.job().finishedAt()),
                known,
                result,
                packed == null ? List.of() : packed.findings(),
                row.error());
        job.follow(end);
        job.memory().follow(job.bytes(), true);
    }
}
