package dev.downhill.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.downhill.database.Database;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Counts the requests that come to all processes on the same database.
 *
 * <p>A process tells the database of a client's requests after a tenth of what the client may send in a second, or after a tenth of
 * a second. So a client may send a tenth more for each further process. Each process counts its own requests while the database
 * does not answer.
 */
final class SharedRates implements ClientRates {
    private static final Logger log = LoggerFactory.getLogger(SharedRates.class);
    private static final int MOST_CLIENTS = 100_000;
    private static final int PART = 10;
    private static final Duration BETWEEN_MESSAGES = Duration.ofMillis(100);
    private static final Duration ANSWER = Duration.ofSeconds(1);
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int REMOVED_AT_ONCE = 1000;

    private final Database database;
    private final LocalRates alone;
    private final BucketConfiguration limit;
    private final PostgreSQLSelectForUpdateBasedProxyManager<String> rows;
    private final DelayParameters delay;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_CLIENTS)
            .expireAfterAccess(KEPT)
            .build();

    /** @param perSecond the requests that a client may send in a second */
    SharedRates(Database database, DataSource source, int perSecond) {
        this.database = database;
        this.alone = new LocalRates(perSecond);
        this.limit = BucketConfiguration.builder()
                .addLimit(allowed -> allowed.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
        this.delay = new DelayParameters(Math.max(1, perSecond / PART), BETWEEN_MESSAGES);
        this.rows = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(source)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("rate_limit")
                .idColumn("id")
                .stateColumn("state")
                .expiresAtColumn("expires_at")
                .requestTimeout(ANSWER)
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT))
                .build();
    }

    @Override
    public ConsumptionProbe count(String client) {
        if (!database.isReachable()) {
            return alone.count(client);
        }
        try {
            return buckets.get(client, this::bucket).tryConsumeAndReturnRemaining(1);
        } catch (RuntimeException e) {
            // The database tells the caller what is wrong with it when the request itself needs it.
            log.debug("Counting the requests of {} here alone", client, e);
            buckets.invalidate(client);
            return alone.count(client);
        }
    }

    private Bucket bucket(String client) {
        return rows.builder()
                .withOptimization(Optimizations.delaying(delay))
                .build(client.replace('\0', '\uFFFD'), () -> limit);
    }

    @Scheduled(fixedDelayString = "PT1M")
    void removeExpired() {
        if (!database.isReachable()) {
            return;
        }
        try {
            while (rows.removeExpired(REMOVED_AT_ONCE) == REMOVED_AT_ONCE) {
                log.debug("Removed {} buckets", REMOVED_AT_ONCE);
            }
        } catch (RuntimeException e) {
            log.debug("Expired buckets stay for now", e);
        }
    }
}
