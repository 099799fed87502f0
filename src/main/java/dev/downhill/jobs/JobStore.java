package dev.downhill.jobs;

import dev.downhill.security.Sight;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A store of jobs. */
public interface JobStore {
    /** Stores a job, evicting ended jobs if there is no room, the oldest first. */
    void add(Job job);

    /** Evicts ended jobs as for a new job, the oldest first, because an ended run takes more memory than a queued job. */
    void makeRoom();

    /** Removes a job, if it is stored. */
    void remove(Job job);

    /** Removes all jobs that ended before a moment. */
    void removeEndedBefore(Instant moment);

    /** Returns the number of stored jobs. */
    int count();

    /** Returns the approximate bytes of the stored jobs. */
    long bytes();

    Optional<Job> find(String id);

    /**
     * Returns jobs, the newest first.
     *
     * @param which selects the jobs to return
     * @param sight selects them by the client that sent them
     * @param before only jobs with a lower number
     */
    List<ListedJob> list(JobFilter which, Sight sight, long before, int limit);
}
