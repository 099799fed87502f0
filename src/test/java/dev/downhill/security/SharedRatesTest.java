package dev.downhill.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.downhill.database.Database;
import dev.downhill.database.Schema;
import dev.downhill.service.TestDatabase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two processes on one database count what a client does together. */
class SharedRatesTest {
    private static final int MOST = 10;
    private static final Duration PERIOD = Duration.ofHours(1);
    private static final Rate RATE = new Rate(MOST, PERIOD);
    private static final InstantSource NOW = InstantSource.system();
    private static final InstantSource LATER = InstantSource.offset(NOW, PERIOD);

    private static HikariDataSource source(String url) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(2);
        config.setConnectionTimeout(1000);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private static ClientRates counter(HikariDataSource source, String what) {
        return counters(source, NOW).counter(what, RATE);
    }

    private static SharedCounters counters(HikariDataSource source, InstantSource now) {
        return new SharedCounters(new Database(source), source, now);
    }

    private static long accepted(ClientRates rates, String client, int requests) {
        return IntStream.range(0, requests)
                .filter(i -> rates.count(client).isConsumed())
                .count();
    }

    @Test
    void clientHasOneLimitAtAllProcesses() {
        try (HikariDataSource source = source(TestDatabase.create())) {
            Schema.migrate(source, "the database");
            ClientRates one = counter(source, "post");
            ClientRates other = counter(source, "post");

            long accepted = accepted(one, "ada", MOST) + accepted(other, "ada", MOST);

            // Each process may tell of one request too late.
            assertThat(accepted).isBetween((long) MOST, MOST + 2L);
            assertThat(one.isExhausted("ada")).isTrue();
            assertThat(counter(source, "post").isExhausted("ada")).isTrue();
            assertThat(one.isExhausted("bob")).isFalse();
            assertThat(accepted(other, "bob", MOST)).isEqualTo(MOST);
            assertThat(accepted(counter(source, "wrong key"), "ada", MOST)).isEqualTo(MOST);
        }
    }

    @Test
    void rateRefillsByTheTimeOfTheDatabase() {
        try (HikariDataSource source = source(TestDatabase.create())) {
            Schema.migrate(source, "the database");
            ClientRates now = counter(source, "post");
            ClientRates later = counters(source, LATER).counter("post", RATE);
            assertThat(accepted(now, "ada", MOST + 2)).isBetween((long) MOST, MOST + 1L);

            assertThat(accepted(later, "ada", MOST + 2)).isBetween((long) MOST, MOST + 1L);
        }
    }

    @Test
    void processWithoutItsDatabaseCountsAlone() {
        try (HikariDataSource source = source("jdbc:postgresql://localhost:1/nothing")) {
            ClientRates alone = counter(source, "post");

            assertThat(accepted(alone, "ada", MOST)).isEqualTo(MOST);
        }
    }
}
