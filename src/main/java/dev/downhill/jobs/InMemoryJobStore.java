package dev.downhill.jobs;

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
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Keeps jobs in memory, bounded by count and by bytes; a job that is queued or running never leaves. */
@Component
final class InMemoryJobStore implements JobStore {
    private final int maxJobs;
    private final long maxBytes;
    private final Map<String, Job> byId = new ConcurrentHashMap<>();
    private final NavigableMap<Long, Job> byNumber = new ConcurrentSkipListMap<>();

    /** The jobs that had not ended when they were looked at last. */
    private final Set<Job> growing = new HashSet<>();

    private long endedBytes;

    InMemoryJobStore(JobsProperties properties) {
        this.maxJobs = properties.stored();
        this.maxBytes = properties.mostStoredBytes();
    }

    @Override
    public synchronized void add(Job job) {
        byId.put(job.id(), job);
        byNumber.put(job.number(), job);
        growing.add(job);
        makeRoom();
    }

    @Override
    public synchronized void remove(Job job) {
        if (byId.remove(job.id()) == null) {
            return;
        }
        byNumber.remove(job.number());
        if (!growing.remove(job)) {
            endedBytes -= job.bytes();
        }
    }

    @Override
    public synchronized void makeRoom() {
        long bytes = bytes();
        Iterator<Job> oldestFirst = byNumber.values().iterator();
        while ((byId.size() > maxJobs || bytes > maxBytes) && oldestFirst.hasNext()) {
            Job job = oldestFirst.next();
            if (job.status().hasEnded()) {
                bytes -= job.bytes();
                endedBytes -= job.bytes();
                byId.remove(job.id());
                oldestFirst.remove();
            }
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

    /** Only jobs that have not ended are looked at one by one, and they are few. */
    @Override
    public synchronized long bytes() {
        long growingBytes = 0;
        for (Iterator<Job> jobs = growing.iterator(); jobs.hasNext(); ) {
            Job job = jobs.next();
            if (job.status().hasEnded()) {
                endedBytes += job.bytes();
                jobs.remove();
            } else {
                growingBytes += job.bytes();
            }
        }
        return endedBytes + growingBytes;
    }

    @Override
    public Optional<Job> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public List<Job> list(Predicate<Job> which, long before, int limit) {
        return byNumber.headMap(before, false).descendingMap().values().stream()
                .filter(which)
                .limit(limit)
                .toList();
    }
}
