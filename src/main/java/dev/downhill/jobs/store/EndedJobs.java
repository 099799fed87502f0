package dev.downhill.jobs.store;

import dev.downhill.jobs.Job;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that have ended, by the client that sent them.
 *
 * <p>The next job to evict is the oldest of the client that holds most, so no client loses jobs to another's hundred. The class
 * is not thread-safe: {@link InMemoryJobStore} holds a lock.
 */
final class EndedJobs {
    private final Map<String, Share> shares = new HashMap<>();
    private long bytes;

    /** One client's ended jobs, by their order of submission, and their bytes. */
    private static final class Share {
        private final NavigableMap<Long, Job> jobs = new TreeMap<>();
        private final Map<Job, Long> sizes = new HashMap<>();
        private long bytes;

        Job oldest() {
            return jobs.firstEntry().getValue();
        }
    }

    /** Returns how many bytes all of them take. */
    long bytes() {
        return bytes;
    }

    void add(Job job) {
        Share share = shares.computeIfAbsent(job.client(), unused -> new Share());
        long size = job.bytes();
        share.jobs.put(job.number(), job);
        share.sizes.put(job, size);
        share.bytes += size;
        bytes += size;
    }

    /** Removes a job, if it is here. */
    void remove(Job job) {
        Share share = shares.get(job.client());
        Long size = share == null ? null : share.sizes.remove(job);
        if (share == null || size == null) {
            return;
        }
        share.jobs.remove(job.number());
        share.bytes -= size;
        bytes -= size;
        if (share.jobs.isEmpty()) {
            shares.remove(job.client());
        }
    }

    /**
     * Returns the oldest job of the client that has the most bytes, or null where every client has at most its part of some
     * bytes, which all share evenly.
     */
    @Nullable
    Job oldestBeyond(long shared) {
        long part = shared / Math.max(1, shares.size());
        Share most = most(share -> share.bytes);
        return most == null || most.bytes <= part ? null : most.oldest();
    }

    /** Returns the oldest job of the client that has the most jobs, or null. */
    @Nullable
    Job oldestOfMostJobs() {
        Share most = most(share -> share.jobs.size());
        return most == null ? null : most.oldest();
    }

    private @Nullable Share most(ToLongFunction<Share> measure) {
        Share most = null;
        for (Share share : shares.values()) {
            if (most == null || measure.applyAsLong(share) > measure.applyAsLong(most)) {
                most = share;
            }
        }
        return most;
    }
}
