package dev.downhill.jobs.postgresql;

import dev.downhill.database.Database;
import dev.downhill.jobs.ExplainProperties;
import dev.downhill.jobs.Job;
import dev.downhill.jobs.JobMemory;
import dev.downhill.memory.Holder;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.memory.Reservation;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.replay.Fork;
import dev.downhill.training.run.RunMemory;
import tools.jackson.databind.json.JsonMapper;

/** Makes jobs of their rows. */
final class JobLoader {
    private static final JsonMapper JSON = new JsonMapper();

    /** Another process has checked the specification against its own limits. */
    private static final Limits NONE = new Limits(
            Long.MAX_VALUE / 4,
            Integer.MAX_VALUE / 4,
            Integer.MAX_VALUE / 4,
            Integer.MAX_VALUE / 4,
            Long.MAX_VALUE / 4,
            Double.MAX_VALUE);

    /** About how many bytes a byte of JSON takes while it is read. */
    private static final int BYTES_OF_A_BYTE = 12;

    private final Database database;
    private final MemoryBudget budget;
    private final ExplainProperties explain;
    private final SpecificationReader reader;

    JobLoader(Database database, MemoryBudget budget, ExplainProperties explain, UploadedTexts uploads) {
        this.database = database;
        this.budget = budget;
        this.explain = explain;
        this.reader = new SpecificationReader(NONE, uploads);
    }

    /**
     * Returns a job that waits, whatever it does elsewhere.
     *
     * @throws dev.downhill.memory.BudgetTaken if there is no memory for it now
     */
    Job load(JobRow row) {
        JobRows.Origin origin =
                database.run(client -> JobRows.origin(client, row.job().id()));
        JobSpecification specification = specification(origin.specification());
        Checkpoint start = origin.start() == null ? Checkpoint.initial(specification) : origin.start();
        RunMemory run = RunMemory.of(specification, explain.checkpointBytes().toBytes());
        return new Job(
                row.job().id(),
                row.job().number(),
                new Fork(specification, start),
                origin.forkOf(),
                JobMemory.elsewhere(budget, specification, start, run),
                row.job().client(),
                row.job().createdAt());
    }

    private JobSpecification specification(byte[] json) {
        try (Reservation memory = budget.reserve(Holder.ANSWERS, (long) BYTES_OF_A_BYTE * json.length)) {
            return reader.read(JSON.readTree(json));
        }
    }

    /** Returns what a mirror of a job's run begins with. */
    Job.Run run(Job job) {
        return Job.Run.elsewhere(job.specification(), job.start(), explain.checkpointsFrom(job.start()));
    }
}
