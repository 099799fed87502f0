package dev.downhill.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.downhill.database.Database;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what comes to all processes on the same database.
 *
 * <p>A process tells the database of what a client did after a tenth of the client's rate, or after a tenth of a second. So a client may
 * do a tenth more for each further process. Each process counts by itself while the database does not answer.
 */
final class SharedRates implements ClientRates {
    private static final Logger log = LoggerFactory.getLogger(SharedRates.class);
    private static final int MOST_CLIENTS = 100_000;
    private static final int PART = 10;
    private static final Duration BETWEEN_MESSAGES = Duration.ofMillis(100);

    private final Database database;
    private final PostgreSQLSelectForUpdateBasedProxyManager<String> rows;
    private final String what;
    private final LocalRates alone;
    private final BucketConfiguration limit;
    private final DelayParameters delay;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_CLIENTS)
            .expireAfterAccess(Duration.ofMinutes(1))
            .build();

    /** @param what it counts, which begins the ids of its rows */
    SharedRates(Database database, PostgreSQLSelectForUpdateBasedProxyManager<String> rows, String what, Rate rate) {
        this.database = database;
        this.rows = rows;
        this.what = what;
        this.alone = new LocalRates(rate);
        this.limit = BucketConfiguration.builder().addLimit(rate::of).build();
        this.delay = new DelayParameters(Math.max(1, rate.most() / PART), BETWEEN_MESSAGES);
    }

    @Override
    public ConsumptionProbe count(String client) {
        return shared(client, bucket -> bucket.tryConsumeAndReturnRemaining(1), () -> alone.count(client));
    }

    @Override
    public boolean isExhausted(String client) {
        return shared(client, bucket -> bucket.getAvailableTokens() <= 0, () -> alone.isExhausted(client));
    }

    private <T> T shared(String client, Function<Bucket, T> question, Supplier<T> here) {
        if (!database.isReachable()) {
            return here.get();
        }
        try {
            return question.apply(buckets.get(client, this::bucket));
        } catch (RuntimeException e) {
            // The database tells the caller what is wrong with it when the request itself needs it.
            log.debug("Counting {} of {} here alone", what, client, e);
            buckets.invalidate(client);
            return here.get();
        }
    }

    private Bucket bucket(String client) {
        return rows.builder()
                .withOptimization(Optimizations.delaying(delay))
                .build(what + " " + client.replace('\0', '\uFFFD'), () -> limit);
    }
}
