package dev.downhill.security;

import dev.downhill.database.Database;
import dev.downhill.database.Nanos;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Makes counters whose rows processes share.
 *
 * <p>All of them measure by one clock: a row that a process with a later clock has written would not fill for the others until their
 * clocks are as late.
 */
final class SharedCounters implements RateCounters {
    private static final Logger log = LoggerFactory.getLogger(SharedCounters.class);
    private static final Duration ANSWER = Duration.ofSeconds(1);

    /** Rows expire by the clocks of the processes, which may be some minutes off. */
    private static final Duration KEPT = Duration.ofMinutes(15);

    private static final int REMOVED_AT_ONCE = 1000;

    private final Database database;
    private final PostgreSQLSelectForUpdateBasedProxyManager<String> rows;

    /** @param now the time of the database */
    SharedCounters(Database database, DataSource source, InstantSource now) {
        this.database = database;
        this.rows = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(source)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("rate_limit")
                .idColumn("id")
                .stateColumn("state")
                .expiresAtColumn("expires_at")
                .clientClock(new Time(now))
                .requestTimeout(ANSWER)
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT))
                .build();
    }

    /** A clock as Bucket4j reads it. */
    private record Time(InstantSource now) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return Nanos.of(now.instant());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }

    @Override
    public ClientRates counter(String what, Rate rate) {
        return new SharedRates(database, rows, what, rate);
    }

    @Scheduled(fixedDelayString = "PT1M")
    void removeExpired() {
        if (!database.isReachable()) {
            return;
        }
        try {
            while (rows.removeExpired(REMOVED_AT_ONCE) == REMOVED_AT_ONCE) {
                log.debug("Removed {} rates", REMOVED_AT_ONCE);
            }
        } catch (RuntimeException e) {
            log.debug("Expired rates stay for now", e);
        }
    }
}
