package dev.downhill.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/** Counts the requests that come to this process. */
final class LocalRates implements ClientRates {
    private static final int MOST_CLIENTS = 100_000;

    private final int perSecond;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_CLIENTS)
            .expireAfterAccess(Duration.ofMinutes(1))
            .build();

    /** @param perSecond the requests that a client may send in a second */
    LocalRates(int perSecond) {
        this.perSecond = perSecond;
    }

    @Override
    public ConsumptionProbe count(String client) {
        return buckets.get(client, unused -> bucket()).tryConsumeAndReturnRemaining(1);
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }
}
