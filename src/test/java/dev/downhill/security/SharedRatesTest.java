package dev.downhill.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.downhill.database.Database;
import dev.downhill.database.Schema;
import dev.downhill.service.TestDatabase;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two processes on one database count the requests of a client together. */
class SharedRatesTest {
    private static final int PER_SECOND = 10;

    private static HikariDataSource source(String url) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(2);
        config.setConnectionTimeout(1000);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
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
            var database = new Database(source);
            ClientRates one = new SharedRates(database, source, PER_SECOND);
            ClientRates other = new SharedRates(database, source, PER_SECOND);
            long start = System.nanoTime();

            long accepted = accepted(one, "ada", PER_SECOND) + accepted(other, "ada", PER_SECOND);

            double seconds = (System.nanoTime() - start) / 1e9;
            // Each process may tell of one request too late.
            assertThat(accepted).isBetween((long) PER_SECOND, (long) (PER_SECOND + PER_SECOND * seconds + 3));
            assertThat(accepted(other, "bob", PER_SECOND)).isEqualTo(PER_SECOND);
        }
    }

    @Test
    void processWithoutItsDatabaseCountsAlone() {
        try (HikariDataSource source = source("jdbc:postgresql://localhost:1/nothing")) {
            ClientRates alone = new SharedRates(new Database(source), source, PER_SECOND);

            assertThat(accepted(alone, "ada", PER_SECOND)).isEqualTo(PER_SECOND);
        }
    }
}
