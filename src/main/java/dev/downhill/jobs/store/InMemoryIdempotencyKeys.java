package dev.downhill.jobs.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.downhill.jobs.Job;
import dev.downhill.jobs.JobStore;
import dev.downhill.jobs.JobsProperties;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The keys of requests, in memory. */
final class InMemoryIdempotencyKeys implements IdempotencyKeys {
    private final JobStore store;
    private final Cache<Key, Use> recent;

    InMemoryIdempotencyKeys(JobsProperties properties, JobStore store) {
        this.store = store;
        this.recent = Caffeine.newBuilder()
                .maximumSize(properties.stored())
                .expireAfterWrite(properties.retention())
                .build();
    }

    private record Key(String client, String text) {}

    /** @param digest SHA-256 of what was sent, which is not kept itself */
    private record Sent(String digest, String jobId) {}

    /** The use of one key. It holds its own lock while it creates its job, so no other key waits for that. */
    private static final class Use {
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable Sent sent;
    }

    @Override
    public Job jobOf(String client, String key, JsonNode body, Supplier<Job> submit) {
        IdempotencyKeys.check(key);
        String digest = IdempotencyKeys.digest(body);
        var place = new Key(client, key);
        Use use = locked(place);
        try {
            Sent before = use.sent;
            Optional<Job> earlier = before == null ? Optional.empty() : store.find(before.jobId());
            if (before != null && earlier.isPresent()) {
                if (!before.digest().equals(digest)) {
                    throw new IdempotencyKeyReused(key);
                }
                return earlier.get();
            }
            Job job = submit.get();
            use.sent = new Sent(digest, job.id());
            recent.put(place, use);
            return job;
        } finally {
            if (use.sent == null) {
                recent.asMap().remove(place, use);
            }
            use.lock.unlock();
        }
    }

    /** Returns the use of a key that is in the cache now; the one before it may have made no job. */
    @SuppressWarnings("LockNotBeforeTry") // The caller unlocks it.
    private Use locked(Key place) {
        while (true) {
            Use use = recent.get(place, unused -> new Use());
            use.lock.lock();
            if (recent.getIfPresent(place) == use) {
                return use;
            }
            use.lock.unlock();
        }
    }
}
