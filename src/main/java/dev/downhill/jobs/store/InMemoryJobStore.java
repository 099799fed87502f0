package dev.downhill.jobs.store;

import dev.downhill.jobs.Job;
import dev.downhill.jobs.JobFilter;
import dev.downhill.jobs.JobStore;
import dev.downhill.jobs.JobsProperties;
import dev.downhill.jobs.ListedJob;
import dev.downhill.memory.Holder;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.security.Sight;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps jobs in memory, bounded by count, by bytes and by the memory budget; a job that is queued or running is never evicted.
 */
public final class InMemoryJobStore implements JobStore {
    private static final Logger log = LoggerFactory.getLogger(InMemoryJobStore.class);

    /** The fraction of the bytes of ended jobs that clients share evenly; no client's need can take another's part. */
    private static final double SHARED = 0.2;

    private final int maxJobs;
    private final long maxBytes;
    private final long sharedBytes;
    private final Map<String, Job> byId = new ConcurrentHashMap<>();
    private final NavigableMap<Long, Job> byNumber = new ConcurrentSkipListMap<>();

    /** The jobs that had not ended at the last look. */
    private final Set<Job> active = new HashSet<>();

    private final EndedJobs ended = new EndedJobs();

    public InMemoryJobStore(JobsProperties properties, MemoryBudget budget) {
        this.maxJobs = properties.stored();
        this.maxBytes = properties.mostStoredBytes(budget.most(Holder.ENDED_JOBS));
        this.sharedBytes = (long) (SHARED * Math.min(maxBytes, budget.most(Holder.ENDED_JOBS)));
        budget.onShortage(Holder.ENDED_JOBS, bytes -> evict(bytes, sharedBytes));
    }

    @Override
    public synchronized void add(Job job) {
        byId.put(job.id(), job);
        byNumber.put(job.number(), job);
        active.add(job);
        makeRoom();
    }

    @Override
    public synchronized void remove(Job job) {
        if (byId.remove(job.id()) == null) {
            return;
        }
        byNumber.remove(job.number());
        active.remove(job);
        ended.remove(job);
        job.memory().close();
    }

    @Override
    public synchronized void makeRoom() {
        long activeBytes = settle();
        Job next = ended.oldestOfMostJobs();
        while (byId.size() > maxJobs && next != null) {
            remove(next);
            next = ended.oldestOfMostJobs();
        }
        evict(activeBytes + ended.bytes() - maxBytes, 0);
    }

    /** Evicts ended jobs, of the client that has the most bytes, until so many are free; clients keep their parts of the shared ones. */
    private synchronized void evict(long bytes, long shared) {
        settle();
        long goal = ended.bytes() - bytes;
        int count = 0;
        Job next = ended.oldestBeyond(shared);
        while (ended.bytes() > Math.max(goal, 0) && next != null) {
            remove(next);
            count++;
            next = ended.oldestBeyond(shared);
        }
        if (count > 0) {
            log.debug("Evicted {} ended jobs ({} kB) to free memory", count, (goal + bytes - ended.bytes()) / 1000);
        }
    }

    @Override
    public synchronized void removeEndedBefore(Instant moment) {
        for (Job job : byNumber.values()) {
            Instant end = job.state().finishedAt();
            if (end != null && end.isBefore(moment)) {
                remove(job);
            }
        }
    }

    @Override
    public int count() {
        return byId.size();
    }

    @Override
    public synchronized long bytes() {
        return settle() + ended.bytes();
    }

    /** Moves jobs that have ended since the last call to the ended ones; returns the bytes of those that have not. */
    private long settle() {
        long activeBytes = 0;
        for (Iterator<Job> jobs = active.iterator(); jobs.hasNext(); ) {
            Job job = jobs.next();
            if (job.status().hasEnded()) {
                ended.add(job);
                jobs.remove();
            } else {
                activeBytes += job.bytes();
            }
        }
        return activeBytes;
    }

    @Override
    public Optional<Job> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public List<ListedJob> list(JobFilter which, Sight sight, long before, int limit) {
        return byNumber.headMap(before, false).descendingMap().values().stream()
                .filter(job -> sight.includes(job.client()))
                .map(ListedJob::of)
                .filter(which::accepts)
                .limit(limit)
                .toList();
    }
}
