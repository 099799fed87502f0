package dev.downhill.jobs.postgresql;

import com.zaxxer.hikari.HikariDataSource;
import dev.downhill.config.BadConfiguration;
import dev.downhill.data.csv.Datasets;
import dev.downhill.jobs.ExplainProperties;
import dev.downhill.jobs.JobRunner;
import dev.downhill.jobs.JobsProperties;
import dev.downhill.jobs.store.InMemoryJobStore;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.specification.Limits;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps jobs in PostgreSQL, and shares them with other processes. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "downhill.store", havingValue = "postgresql")
@EnableConfigurationProperties(DataSourceProperties.class)
class PostgresConfiguration {
    private static final Logger log = LoggerFactory.getLogger(PostgresConfiguration.class);

    /** A request waits so long for a connection: a client shall hear soon that the database is gone. */
    private static final String CONNECTION_MILLIS = "2000";

    @Bean
    @ConfigurationProperties("spring.datasource.hikari")
    HikariDataSource dataSource(DataSourceProperties properties) {
        if (properties.getUrl() == null) {
            throw new BadConfiguration(
                    List.of("downhill.store is postgresql, but spring.datasource.url is missing."),
                    "Set spring.datasource.url=jdbc:postgresql://host/database, and username and password, or "
                            + "downhill.store=memory.");
        }
        HikariDataSource source = properties
                .initializeDataSourceBuilder()
                .type(HikariDataSource.class)
                .build();
        source.setPoolName("downhill");
        source.setConnectionTimeout(Long.parseLong(CONNECTION_MILLIS));
        source.setInitializationFailTimeout(-1);
        var driver = new Properties();
        // A connection that a network swallows must not hold a thread for ever.
        driver.setProperty("socketTimeout", "20");
        driver.setProperty("connectTimeout", "3");
        driver.setProperty("tcpKeepAlive", "true");
        driver.setProperty("ApplicationName", "downhill");
        source.setDataSourceProperties(driver);
        return source;
    }

    @Bean
    Database database(HikariDataSource source, MeterRegistry registry) {
        String place = withoutOptions(source.getJdbcUrl());
        Schema.migrate(source, place);
        log.info("Jobs are kept in PostgreSQL at {} (downhill.store=postgresql)", place);
        var database =
                new Database(JdbcClient.create(source), new TransactionTemplate(new JdbcTransactionManager(source)));
        Gauge.builder("downhill.cluster.database", () -> database.isReachable() ? 1 : 0)
                .description("1 while the database answers")
                .register(registry);
        return database;
    }

    /** An address may have a password among its options. */
    private static String withoutOptions(String url) {
        int options = url.indexOf('?');
        return options < 0 ? url : url.substring(0, options);
    }

    /** It hides them from the readers of specifications, which look for the data sets of this process. */
    record KeptUploads(UploadedTexts texts) {}

    @Bean
    KeptUploads keptUploads(Database database, Datasets uploads) {
        return new KeptUploads(new UploadedTexts(database, uploads));
    }

    @Bean
    Replica replica(Database database, Clock clock, ClusterProperties properties, Limits limits) {
        var replica = new Replica(database, clock, properties, limits);
        log.info("This process is replica {}", replica.id());
        return replica;
    }

    @Bean
    SharedQueue sharedQueue(
            Database database,
            Replica replica,
            KeptUploads uploads,
            JobsProperties jobs,
            ClusterProperties properties) {
        return new SharedQueue(database, replica, uploads.texts(), jobs, properties);
    }

    @Bean
    Mirrors mirrors(
            Database database,
            KeptUploads uploads,
            MemoryBudget budget,
            ExplainProperties explain,
            MeterRegistry registry) {
        var mirrors = new Mirrors(database, new JobLoader(database, budget, explain, uploads.texts()));
        Gauge.builder("downhill.cluster.mirrors", mirrors::count)
                .description("jobs of other processes that are followed here")
                .register(registry);
        return mirrors;
    }

    @Bean
    PostgresJobStore jobStore(
            Database database, JobsProperties properties, MemoryBudget budget, Mirrors mirrors, SharedQueue queue) {
        return new PostgresJobStore(database, new InMemoryJobStore(properties, budget), mirrors, queue);
    }

    @Bean
    SharedIdempotencyKeys idempotencyKeys(Database database, PostgresJobStore store) {
        return new SharedIdempotencyKeys(database, store);
    }

    @Bean
    Cluster cluster(
            Replica replica,
            Database database,
            SharedQueue queue,
            PostgresJobStore store,
            Mirrors mirrors,
            JobRunner runner,
            ClusterProperties properties,
            MeterRegistry registry,
            Clock clock,
            HikariDataSource source) {
        var claims = new Claims(database, replica, queue, store, mirrors, runner, properties, registry, clock);
        return new Cluster(replica, database, queue, store, mirrors, claims, runner, source);
    }
}
