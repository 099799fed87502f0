package dev.downhill.jobs;

import dev.downhill.scheduling.Changes;

/** Runs jobs. */
public interface JobRunner {
    /**
     * Takes a job to run it as soon as a thread is free.
     *
     * @throws QueueFull if too many jobs are queued
     * @throws ShuttingDown if none is taken any more
     */
    void submit(Job job);

    /** Takes a job out of the queue, if it still waits there, so that another may wait in its place. */
    void withdraw(Job job);

    /** Returns what tells of each job that leaves the queue or ends, so that there may be room for another. */
    Changes departures();
}
