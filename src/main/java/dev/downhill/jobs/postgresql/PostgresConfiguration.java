package dev.downhill.jobs.postgresql;

import dev.downhill.config.KeptInDatabase;
import dev.downhill.data.csv.Datasets;
import dev.downhill.database.ClusterProperties;
import dev.downhill.database.Database;
import dev.downhill.database.Replica;
import dev.downhill.database.ReplicaConnections;
import dev.downhill.jobs.ExplainProperties;
import dev.downhill.jobs.JobRunner;
import dev.downhill.jobs.JobsProperties;
import dev.downhill.jobs.store.InMemoryJobStore;
import dev.downhill.memory.MemoryBudget;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps jobs in PostgreSQL, and shares them with other processes. */
@Configuration(proxyBeanMethods = false)
@KeptInDatabase
class PostgresConfiguration {
    /** It hides them from the readers of specifications, which look for the data sets of this process. */
    record KeptUploads(UploadedTexts texts) {}

    @Bean
    KeptUploads keptUploads(Database database, Datasets uploads) {
        return new KeptUploads(new UploadedTexts(database, uploads));
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
            Clock clock,
            MeterRegistry registry) {
        var mirrors = new Mirrors(database, new JobLoader(database, budget, explain, uploads.texts()), clock);
        Gauge.builder("downhill.cluster.mirrors", mirrors::count)
                .description("jobs of other processes that are followed here")
                .register(registry);
        return mirrors;
    }

    @Bean
    PostgresJobStore jobStore(
            Database database,
            JobsProperties properties,
            ClusterProperties cluster,
            MemoryBudget budget,
            Mirrors mirrors,
            SharedQueue queue) {
        return new PostgresJobStore(
                database,
                new InMemoryJobStore(properties, budget),
                mirrors,
                queue,
                new RowRetention(database, cluster));
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
            ReplicaConnections connections) {
        var claims = new Claims(database, replica, queue, store, mirrors, runner, properties, registry, clock);
        return new Cluster(replica, database, queue, store, mirrors, claims, runner, connections.source(), registry);
    }
}
