package dev.downhill.jobs;

/** What runs jobs. */
interface JobRunner {
    /**
     * Takes a job to run it as soon as a thread is free.
     *
     * @throws QueueFull if too many are waiting already
     */
    void submit(Job job);
}
