package dev.downhill.jobs;

import dev.downhill.scheduling.Changes;

/** Runs jobs. */
public interface JobRunner {
    /**
     * Accepts a job and runs it as soon as a thread is free.
     *
     * @throws QueueFull if too many jobs are queued
     * @throws ShuttingDown if the service is stopping and accepts no more jobs
     */
    void submit(Job job);

    /** Removes a job from the queue, if it is still there, which frees its place for another. */
    void withdraw(Job job);

    /** Returns the changes that announce each job that leaves the queue or ends, and so may make room for another. */
    Changes departures();
}
