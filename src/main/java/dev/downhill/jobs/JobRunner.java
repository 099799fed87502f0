package dev.downhill.jobs;

import dev.downhill.scheduling.Changes;

/** Runs jobs on the threads of this process. */
public interface JobRunner {
    /**
     * Accepts a job and runs it as soon as a thread is free.
     *
     * @param lane where it waits
     * @throws QueueFull if too many jobs are queued
     * @throws ShuttingDown if the service is stopping and accepts no more jobs
     */
    void submit(Job job, Lane lane);

    /**
     * Accepts a job whose run has begun at another process, and runs it before those that its client has waiting.
     *
     * @param lane where it waits
     * @throws QueueFull if too many jobs are queued
     * @throws ShuttingDown if the service is stopping and accepts no more jobs
     */
    void goOn(Job job, Lane lane);

    /** Returns whether it accepts jobs; a service that is stopping accepts none. */
    boolean isAccepting();

    /** Removes a job from the queue, if it is still there, which frees its place for another. */
    void withdraw(Job job);

    /** Stops the run of a job that another process goes on with; the job does not end here. */
    void abandon(Job job);

    /** Returns how many more jobs of a lane could start at once; 0 when the service stops. */
    int free(Lane lane);

    /** Returns the changes that announce each job that leaves the queue or ends, and so may make room for another. */
    Changes departures();
}
