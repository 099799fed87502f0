package dev.downhill.jobs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A store of jobs. */
public interface JobStore {
    /** Keeps a job; ended ones may have to leave for it, the oldest first. */
    void add(Job job);

    /** Evicts ended jobs, the oldest first, as for a new one: an ended run takes more memory than a queued one. */
    void makeRoom();

    /** Takes a job out, if it is there. */
    void remove(Job job);

    /** Takes out all jobs that ended before a moment. */
    void removeEndedBefore(Instant moment);

    /** Returns how many jobs are kept. */
    int count();

    /** Returns about how many bytes they take. */
    long bytes();

    Optional<Job> find(String id);

    /**
     * Returns jobs, the newest first.
     *
     * @param which says of each whether to return it
     * @param before only jobs with a lower number
     */
    List<Job> list(Predicate<Job> which, long before, int limit);
}
