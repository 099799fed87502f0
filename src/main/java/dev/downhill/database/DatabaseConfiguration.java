package dev.downhill.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.downhill.config.BadConfiguration;
import dev.downhill.config.KeptInDatabase;
import dev.downhill.specification.Limits;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** Connects this process with the database. */
@Configuration(proxyBeanMethods = false)
@KeptInDatabase
@EnableConfigurationProperties(DataSourceProperties.class)
class DatabaseConfiguration {
    private static final Logger log = LoggerFactory.getLogger(DatabaseConfiguration.class);

    /** A request waits so long for a connection: a client shall hear soon that the database is gone. */
    private static final long CONNECTION_MILLIS = 2000;

    /**
     * The database ends a statement after this time, and the transaction of a process that was cut off, whose locks would
     * keep others from its jobs. A driver waits longer for an answer.
     */
    private static final String TIMEOUTS =
            "SET statement_timeout = '15s'; SET idle_in_transaction_session_timeout = '10s'";

    /** The properties of Hikari that a user may set. */
    private static final String HIKARI = "spring.datasource.hikari";

    /** A connection that a network swallows must not hold a thread for ever. */
    private static final Duration ANSWER = Duration.ofSeconds(20);

    /** The connections of requests and runs. */
    @Bean
    @ConfigurationProperties(HIKARI)
    HikariDataSource dataSource(DataSourceProperties properties, MeterRegistry registry) {
        if (properties.getUrl() == null) {
            throw new BadConfiguration(
                    List.of("downhill.store is postgresql, but spring.datasource.url is missing."),
                    "Set spring.datasource.url=jdbc:postgresql://host/database, and username and password, or "
                            + "downhill.store=memory.");
        }
        HikariDataSource source = pool(properties, ANSWER);
        source.setPoolName("downhill");
        source.setMetricRegistry(registry);
        return source;
    }

    private static HikariDataSource pool(DataSourceProperties properties, Duration answer) {
        HikariDataSource source = properties
                .initializeDataSourceBuilder()
                .type(HikariDataSource.class)
                .build();
        source.setConnectionTimeout(CONNECTION_MILLIS);
        source.setInitializationFailTimeout(-1);
        source.setConnectionInitSql(TIMEOUTS);
        var driver = new Properties();
        driver.setProperty("socketTimeout", String.valueOf(Math.max(1, answer.toSeconds())));
        driver.setProperty("connectTimeout", "3");
        driver.setProperty("tcpKeepAlive", "true");
        driver.setProperty("ApplicationName", "downhill");
        source.setDataSourceProperties(driver);
        return source;
    }

    @Bean
    Database database(HikariDataSource source, DataSourceProperties properties, MeterRegistry registry) {
        String place = withoutOptions(source.getJdbcUrl());
        Schema.migrate(
                properties
                        .initializeDataSourceBuilder()
                        .type(SimpleDriverDataSource.class)
                        .build(),
                place);
        log.info("Jobs are kept in PostgreSQL at {} (downhill.store=postgresql)", place);
        var database = new Database(source);
        Gauge.builder("downhill.cluster.database", () -> database.isReachable() ? 1 : 0)
                .description("1 while the database answers")
                .register(registry);
        FunctionCounter.builder("downhill.cluster.retries", database, Database::retries)
                .description("transactions tried again because the database could not take them")
                .register(registry);
        return database;
    }

    /** The connections of this process as a replica; each waits so long for an answer that a lost one costs no lease. */
    @Bean
    ReplicaConnections replicaConnections(
            Database database,
            DataSourceProperties properties,
            ClusterProperties cluster,
            Environment environment,
            MeterRegistry registry) {
        HikariDataSource source = pool(properties, cluster.lease().dividedBy(Replica.RENEWALS));
        BindResult<HikariDataSource> unused = Binder.get(environment).bind(HIKARI, Bindable.ofInstance(source));
        source.setPoolName("downhill-replica");
        source.setMaximumPoolSize(ReplicaConnections.COUNT);
        source.setMinimumIdle(ReplicaConnections.COUNT);
        source.setMetricRegistry(registry);
        return new ReplicaConnections(source, database);
    }

    /** An address may have a password among its options. */
    private static String withoutOptions(String url) {
        int options = url.indexOf('?');
        return options < 0 ? url : url.substring(0, options);
    }

    @Bean
    DatabaseHealth databaseHealthIndicator(Database database, Replica replica) {
        return new DatabaseHealth(database, replica);
    }

    @Bean
    Replica replica(
            ReplicaConnections connections,
            Clock clock,
            ClusterProperties properties,
            Limits limits,
            MeterRegistry registry) {
        var replica = new Replica(connections.database(), clock, properties, limits);
        log.info("This process is replica {}", replica.id());
        Gauge.builder("downhill.cluster.lease.age", () -> replica.leaseAge().toNanos() / 1e9)
                .baseUnit("seconds")
                .description("the time since the lease of this process was renewed")
                .register(registry);
        return replica;
    }
}
