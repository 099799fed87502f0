package dev.downhill.jobs;

import dev.downhill.memory.Holder;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.memory.Reservation;
import dev.downhill.specification.JobSpecification;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.run.RunMemory;
import java.time.Duration;

/**
 * The bytes of one job in the budget: for its specification while it waits, for its run, and for all that it keeps.
 *
 * <p>The store closes it when the job is removed.
 */
public final class JobMemory implements AutoCloseable {
    /** The objects of a job beside its numbers and its text, measured in a heap dump. */
    static final long BYTES_OF_A_JOB = 2600;

    private final MemoryBudget budget;
    private final Reservation kept;
    private final long whileRunning;

    private JobMemory(MemoryBudget budget, Reservation kept, long whileRunning) {
        this.budget = budget;
        this.kept = kept;
        this.whileRunning = whileRunning;
    }

    /**
     * Reserves the memory of a job that waits.
     *
     * @param run what its run will take
     * @throws dev.downhill.memory.ExceedsBudget if its run can never have the memory that it needs
     * @throws dev.downhill.memory.BudgetTaken if others hold the memory now
     */
    public static JobMemory reserve(
            MemoryBudget budget, JobSpecification specification, Checkpoint start, RunMemory run) {
        budget.requirePossible(Holder.RUNNING_JOBS, run.bytes());
        long waiting = BYTES_OF_A_JOB + specification.bytes() + start.bytes();
        return new JobMemory(budget, budget.reserve(Holder.QUEUED_JOBS, waiting), run.bytes());
    }

    /**
     * Reserves the memory of a job of another process, which may run here later.
     *
     * @param run what its run would take
     * @throws dev.downhill.memory.BudgetTaken if others hold the memory now
     */
    public static JobMemory elsewhere(
            MemoryBudget budget, JobSpecification specification, Checkpoint start, RunMemory run) {
        long waiting = BYTES_OF_A_JOB + specification.bytes() + start.bytes();
        return new JobMemory(budget, budget.reserve(Holder.QUEUED_JOBS, waiting), run.bytes());
    }

    /**
     * Counts what is held of a job of another process.
     *
     * @param ended whether the job has ended
     * @throws dev.downhill.memory.BudgetTaken if others hold the memory now
     */
    public void follow(long bytes, boolean ended) {
        if (ended) {
            kept.moveTo(Holder.ENDED_JOBS);
        }
        long missing = bytes - kept.bytes();
        if (missing > 0) {
            kept.grow(missing);
        } else {
            kept.shrinkTo(bytes);
        }
    }

    /** Returns the memory of a job that no budget counts. */
    public static JobMemory uncounted() {
        var unlimited = MemoryBudget.of(Long.MAX_VALUE / 4);
        return new JobMemory(unlimited, unlimited.reserve(Holder.QUEUED_JOBS, 0), 0);
    }

    /**
     * Reserves the memory of the run; waits until others give it back.
     *
     * @throws dev.downhill.memory.BudgetTaken if others still hold it after the time
     */
    public Reservation run(Duration atMost) throws InterruptedException {
        return budget.await(Holder.RUNNING_JOBS, whileRunning, atMost);
    }

    /** Keeps bytes for a job that has ended: first the bytes that it already had, then the rest from its run. */
    public void keep(long bytes, Reservation run) {
        kept.moveTo(Holder.ENDED_JOBS);
        kept.takeOver(run, bytes - kept.bytes());
        kept.shrinkTo(bytes);
    }

    @Override
    public void close() {
        kept.close();
    }
}
