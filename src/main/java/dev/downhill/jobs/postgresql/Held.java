package dev.downhill.jobs.postgresql;

import dev.downhill.jobs.Job;
import dev.downhill.training.run.Resumption;
import org.jspecify.annotations.Nullable;

/** A job that this process may run, and what the database has of it; its users hold its monitor. */
final class Held {
    final Job job;
    final long since = System.nanoTime();

    /** The number that every write must match: the next owner raises it. */
    long fence = 1;

    /** Whether there is a row. */
    boolean kept;

    /** Whether the job has left this process, or its end is kept. */
    boolean gone;

    /** Whether the answer to a write was lost, so that the database may have more than is known here. */
    boolean unsure;

    int points;
    int tests;
    long step;
    long checkpoint;
    long checkpointNanos = System.nanoTime();

    /** The place to go on from; null for the beginning. */
    @Nullable
    Resumption from;

    /** The data set that the job uses, until the job is kept. */
    UploadedTexts.@Nullable Used uploaded;

    /** An end that could not be kept yet. */
    Job.@Nullable State end;

    Held(Job job) {
        this.job = job;
        this.step = job.start().step();
        this.checkpoint = step;
    }
}
