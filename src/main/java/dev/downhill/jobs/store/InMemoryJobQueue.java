package dev.downhill.jobs.store;

import dev.downhill.jobs.Job;
import dev.downhill.jobs.JobQueue;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** The queue of a service that shares its jobs with no other: this process runs all of them, and keeps none beyond its end. */
public final class InMemoryJobQueue implements JobQueue {
    private final AtomicLong submitted = new AtomicLong();

    @Override
    public long nextNumber() {
        return submitted.incrementAndGet();
    }

    @Override
    public void admit(Job job) {}

    @Override
    public void keep(Job job) {}

    @Override
    public Turn turn(Job job, Instant now) {
        return new Turn(null);
    }

    @Override
    public boolean end(Job job, Job.State end) {
        return job.end(end);
    }

    @Override
    public Cancellation cancel(Job job, String reason, Instant now) {
        return Cancellation.here(job, reason, now);
    }

    @Override
    public boolean handOver(Job job) {
        return false;
    }
}
