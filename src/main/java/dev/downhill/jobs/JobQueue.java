package dev.downhill.jobs;

import dev.downhill.training.run.Resumption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides which process runs a job, and keeps what other processes need to go on with it.
 *
 * <p>In memory, one process has all jobs. With a database, several processes share them.
 */
public interface JobQueue {
    /** Returns the next position in the order of submission. */
    long nextNumber();

    /**
     * Checks that a job can be kept; it is not kept yet.
     *
     * @throws dev.downhill.api.Refusal if it cannot be kept now
     */
    void admit(Job job);

    /**
     * Keeps a job before its client hears of it, so that a crash does not lose it; nothing happens where it is kept already.
     *
     * @throws dev.downhill.api.Refusal if it cannot be kept now
     */
    void keep(Job job);

    /**
     * Takes the right to run a job, on the thread that runs it.
     *
     * @param now the start of the run, if it has not begun elsewhere
     * @return null if another process runs it, or it has ended
     */
    @Nullable
    Turn turn(Job job, Instant now);

    /**
     * The right to run a job.
     *
     * @param from where to go on; null for the beginning
     */
    record Turn(@Nullable Resumption from) {}

    /** Keeps the end of a job and then shows it; returns false, and nothing happens, where it has ended or runs elsewhere. */
    boolean end(Job job, Job.State end);

    /** Cancels a job, wherever it runs. */
    Cancellation cancel(Job job, String reason, Instant now);

    /** The effect of a cancellation. */
    enum Cancellation {
        /** The job waited, and has ended. */
        AT_ONCE,
        /** The job runs, and ends after its step. */
        AFTER_ITS_STEP,
        /** The job had ended before. */
        NONE;

        /** Cancels a job that this process has. */
        public static Cancellation here(Job job, String reason, Instant now) {
            if (job.cancelQueued(reason, now)) {
                return AT_ONCE;
            }
            return job.cancelRunning(reason) ? AFTER_ITS_STEP : NONE;
        }
    }

    /** Gives the right to run a job away, because this process stops; returns false where no other process can take it. */
    boolean handOver(Job job);
}
