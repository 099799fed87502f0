package dev.downhill.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.downhill.Await;
import dev.downhill.service.Replica;
import dev.downhill.service.TestDatabase;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A process whose requests hold every connection keeps its lease, and hears the others. */
class ExhaustedPoolTest {
    private static final int RENEWALS = 4;

    @Test
    void leaseHasAConnectionOfItsOwn() throws Exception {
        String url = TestDatabase.create();
        JdbcClient rows = JdbcClient.create(new DriverManagerDataSource(url));
        List<Connection> taken = new ArrayList<>();
        try (Replica replica = Replica.start(url, "downhill.cluster.lease=1s")) {
            HikariDataSource pool = replica.bean(HikariDataSource.class);
            while (taken.size() < pool.getMaximumPoolSize()) {
                taken.add(pool.getConnection());
            }

            String before = "";
            for (int renewal = 0; renewal < RENEWALS; renewal++) {
                String last = before;
                Await.until("the lease is renewed", () -> !lease(rows).equals(last));
                before = lease(rows);
            }

            assertThat(rows.sql(
                                    "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' OR query LIKE 'SELECT 1%'")
                            .query(Integer.class)
                            .single())
                    .isPositive();
            assertThat(replica.service()
                            .get("/actuator/prometheus", "Accept", "text/plain")
                            .body())
                    .contains("hikaricp_connections_max{", "pool=\"downhill-replica\"", "pool=\"downhill\"");
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
    }

    /** Returns the end of the lease. On a machine that stands still for a second it may be over, and is renewed then. */
    private static String lease(JdbcClient rows) {
        return rows.sql("SELECT lease_until::text FROM replica")
                .query(String.class)
                .single();
    }
}
