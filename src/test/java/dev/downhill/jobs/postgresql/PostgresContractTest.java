package dev.downhill.jobs.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.downhill.FirstLesson;
import dev.downhill.data.csv.Datasets;
import dev.downhill.database.ClusterProperties;
import dev.downhill.database.Database;
import dev.downhill.database.Replica;
import dev.downhill.database.Schema;
import dev.downhill.jobs.ExplainProperties;
import dev.downhill.jobs.Job;
import dev.downhill.jobs.JobQueue;
import dev.downhill.jobs.JobStatus;
import dev.downhill.jobs.JobStore;
import dev.downhill.jobs.JobsProperties;
import dev.downhill.jobs.store.InMemoryJobStore;
import dev.downhill.jobs.store.JobStoreContract;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.service.TestDatabase;
import dev.downhill.specification.Limits;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Trainer;
import dev.downhill.training.run.TrainingResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Jobs are written by one process and found by another on the same database. */
class PostgresContractTest extends JobStoreContract {
    private static final Binder BINDER = new Binder(new MapConfigurationPropertySource(Map.of()));
    private static HikariDataSource source;

    private Process writing;
    private Process reading;

    @BeforeAll
    static void connect() {
        var config = new HikariConfig();
        config.setJdbcUrl(TestDatabase.create());
        config.setMaximumPoolSize(4);
        source = new HikariDataSource(config);
        Schema.migrate(source, "the database");
    }

    @AfterAll
    static void disconnect() {
        source.close();
    }

    /** The parts of a process without its threads. */
    private record Process(Replica replica, SharedQueue queue, PostgresJobStore store) {
        static Process start(HikariDataSource source) {
            var database = new Database(source);
            var cluster = new ClusterProperties(Duration.ofSeconds(6), Duration.ofSeconds(1), 3);
            var jobs = BINDER.bindOrCreate("downhill.jobs", JobsProperties.class);
            var budget = MemoryBudget.of(1L << 30);
            var uploads = new UploadedTexts(database, Datasets.NONE);
            var replica = new Replica(database, Clock.systemUTC(), cluster, Limits.DEFAULT);
            var mirrors = new Mirrors(
                    database,
                    new JobLoader(
                            database,
                            budget,
                            BINDER.bindOrCreate("downhill.explain", ExplainProperties.class),
                            uploads));
            var queue = new SharedQueue(database, replica, uploads, jobs, cluster);
            queue.onLoss(mirrors::follow);
            return new Process(
                    replica, queue, new PostgresJobStore(database, new InMemoryJobStore(jobs, budget), mirrors, queue));
        }
    }

    @BeforeEach
    void begin() {
        JdbcClient.create(source).sql("DELETE FROM job").update();
        writing = Process.start(source);
        reading = Process.start(source);
    }

    @Override
    protected JobStore store() {
        return new TwoStores(writing.store(), reading.store());
    }

    @Override
    protected JobQueue queue() {
        return writing.queue();
    }

    private Job queued() {
        long number = queue().nextNumber();
        var job = new Job("job-" + number, number, FirstLesson.specification(), "ada", Instant.now());
        queue().admit(job);
        writing.store().add(job);
        queue().keep(job);
        return job;
    }

    @Test
    void runWithAStaleFencingNumberWritesNothing() {
        Job job = queued();
        var trainer = new Trainer(job.specification());
        assertThat(queue().turn(job, Instant.now())).isNotNull();
        job.start(Job.Run.of(trainer), Instant.now());
        JdbcClient.create(source)
                .sql("UPDATE job SET owner = :other, fence = fence + 1, version = version + 1")
                .param("other", reading.replica().id())
                .update();

        TrainingResult result = trainer.run(Interruption.NEVER);

        assertThat(queue().end(job, job.succeeded(result, List.of(), Instant.now())))
                .isFalse();
        writing.queue().write();
        assertThat(reading.store().find(job.id()).orElseThrow().status()).isEqualTo(JobStatus.RUNNING);
        assertThat(JdbcClient.create(source)
                        .sql("SELECT count(*) FROM job_points")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void jobWhoseClientWaitsIsWrittenWithItsEnd() {
        long number = queue().nextNumber();
        var job = new Job("job-" + number, number, FirstLesson.specification(), "ada", Instant.now());
        queue().admit(job);
        writing.store().add(job);
        assertThat(queue().turn(job, Instant.now())).isNotNull();
        var trainer = new Trainer(job.specification());
        job.start(Job.Run.of(trainer), Instant.now());
        assertThat(reading.store().find(job.id())).isEmpty();

        TrainingResult result = trainer.run(Interruption.NEVER);
        assertThat(queue().end(job, job.succeeded(result, List.of(), Instant.now())))
                .isTrue();

        assertThat(reading.store().find(job.id()).orElseThrow().status()).isEqualTo(JobStatus.SUCCEEDED);
    }
}
