package dev.downhill.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/** Counts what comes to this process. */
final class LocalRates implements ClientRates {
    private static final int MOST_CLIENTS = 100_000;

    private final Rate rate;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_CLIENTS)
            .expireAfterAccess(Duration.ofMinutes(2))
            .build();

    LocalRates(Rate rate) {
        this.rate = rate;
    }

    @Override
    public ConsumptionProbe count(String client) {
        return buckets.get(client, unused -> bucket()).tryConsumeAndReturnRemaining(1);
    }

    @Override
    public boolean isExhausted(String client) {
        Bucket bucket = buckets.getIfPresent(client);
        return bucket != null && bucket.getAvailableTokens() == 0;
    }

    private Bucket bucket() {
        return Bucket.builder().addLimit(rate::of).build();
    }
}
