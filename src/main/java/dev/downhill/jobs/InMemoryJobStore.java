package dev.downhill.jobs;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps jobs in memory, bounded by count and by bytes; a job that is queued or running never leaves. */
@Component
final class InMemoryJobStore implements JobStore {
    private final int maxJobs;
    private final long maxBytes;
    private final Map<String, Job> byId = new ConcurrentHashMap<>();
    private final NavigableMap<Long, Job> byNumber = new ConcurrentSkipListMap<>();

    InMemoryJobStore(JobsProperties properties) {
        this.maxJobs = properties.stored();
        this.maxBytes = properties.storedBytes().toBytes();
    }

    @Override
    public synchronized void add(Job job) {
        byId.put(job.id(), job);
        byNumber.put(job.number(), job);
        evict();
    }

    @Override
    public synchronized void remove(Job job) {
        byId.remove(job.id());
        byNumber.remove(job.number());
    }

    private void evict() {
        int count = byNumber.size();
        long bytes = byNumber.values().stream().mapToLong(Job::bytes).sum();
        Iterator<Job> oldestFirst = byNumber.values().iterator();
        while ((count > maxJobs || bytes > maxBytes) && oldestFirst.hasNext()) {
            Job job = oldestFirst.next();
            if (job.status().hasEnded()) {
                bytes -= job.bytes();
                count--;
                byId.remove(job.id());
                oldestFirst.remove();
            }
        }
    }

    @Override
    public Optional<Job> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public List<Job> list(@Nullable JobStatus status, long before, int limit) {
        return byNumber.headMap(before, false).descendingMap().values().stream()
                .filter(job -> status == null || job.status() == status)
                .limit(limit)
                .toList();
    }
}
