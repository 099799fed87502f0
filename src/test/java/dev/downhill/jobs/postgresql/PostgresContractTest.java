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
import dev.downhill.training.record.Trajectory;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Trainer;
import dev.downhill.training.run.TrainingResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** Jobs are written by one process and found by another on the same database. */
class PostgresContractTest extends JobStoreContract {
    private static final Binder BINDER = new Binder(new MapConfigurationPropertySource(Map.of()));
    private static final int STORED = 4;
    private static final long STORED_BYTES = 100_000;
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
            return start(source, Clock.systemUTC());
        }

        static Process start(DataSource source, Clock clock) {
            var database = new Database(source);
            var cluster = new ClusterProperties(
                    Duration.ofSeconds(6), Duration.ofSeconds(1), 3, STORED, DataSize.ofBytes(STORED_BYTES));
            var jobs = BINDER.bindOrCreate("downhill.jobs", JobsProperties.class);
            var budget = MemoryBudget.of(1L << 30);
            var uploads = new UploadedTexts(database, Datasets.NONE);
            var replica = new Replica(database, clock, cluster, Limits.DEFAULT);
            var mirrors = new Mirrors(
                    database,
                    new JobLoader(
                            database,
                            budget,
                            BINDER.bindOrCreate("downhill.explain", ExplainProperties.class),
                            uploads),
                    clock);
            var queue = new SharedQueue(database, replica, uploads, jobs, cluster);
            queue.onLoss(mirrors::follow);
            return new Process(
                    replica,
                    queue,
                    new PostgresJobStore(
                            database,
                            new InMemoryJobStore(jobs, budget),
                            mirrors,
                            queue,
                            new RowRetention(database, cluster)));
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

    private Job ended(String client) {
        long number = queue().nextNumber();
        var job = new Job("job-" + number, number, FirstLesson.specification(), client, Instant.now());
        queue().admit(job);
        writing.store().add(job);
        assertThat(queue().turn(job, Instant.now())).isNotNull();
        var trainer = new Trainer(job.specification());
        job.start(Job.Run.of(trainer), Instant.now());
        TrainingResult result = trainer.run(Interruption.NEVER);
        assertThat(queue().end(job, job.succeeded(result, List.of(), Instant.now())))
                .isTrue();
        return job;
    }

    private static List<String> rows() {
        return JdbcClient.create(source)
                .sql("SELECT id FROM job ORDER BY number")
                .query((row, unused) -> row.getString("id"))
                .list();
    }

    @Test
    void oldestRowsOfTheClientWithMostAreEvicted() {
        Job ofBob = ended("bob");
        List<Job> ofEve = Stream.generate(() -> ended("eve")).limit(6).toList();
        Job waits = queued();

        writing.store().removeEndedBefore(Instant.EPOCH);

        assertThat(rows())
                .containsExactly(
                        ofBob.id(),
                        ofEve.get(3).id(),
                        ofEve.get(4).id(),
                        ofEve.get(5).id(),
                        waits.id());
    }

    @Test
    void rowsBeyondTheBytesAreEvicted() {
        Job first = ended("bob");
        Job second = ended("bob");
        JdbcClient.create(source)
                .sql("UPDATE job SET result = :large WHERE id = :id")
                .param("large", new byte[(int) STORED_BYTES])
                .param("id", first.id())
                .update();

        writing.store().removeEndedBefore(Instant.EPOCH);

        assertThat(rows()).containsExactly(second.id());
        assertThat(JdbcClient.create(source)
                        .sql("SELECT sum(bytes) FROM job")
                        .query(Long.class)
                        .single())
                .isBetween(100L, STORED_BYTES);
    }

    @Test
    void writeWhoseAnswerWasLostIsNotRepeated() {
        var losing = new LosingDataSource(source);
        Process process = Process.start(losing, Clock.systemUTC());
        long number = process.queue().nextNumber();
        var job = new Job("job-" + number, number, FirstLesson.specification(), "ada", Instant.now());
        process.queue().admit(job);
        process.store().add(job);
        process.queue().keep(job);
        assertThat(process.queue().turn(job, Instant.now())).isNotNull();
        var trainer = new Trainer(job.specification());
        job.start(Job.Run.of(trainer), Instant.now());
        TrainingResult result = trainer.run(Interruption.NEVER);

        losing.loseTheNextAnswer();
        process.queue().write();
        process.queue().write();
        losing.loseTheNextAnswer();
        assertThat(process.queue().end(job, job.succeeded(result, List.of(), Instant.now())))
                .as("the end was kept before, and is not kept twice")
                .isFalse();

        Job read = reading.store().find(job.id()).orElseThrow();
        assertThat(read.status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(read.state().trajectory()).extracting(Trajectory::points).isEqualTo(10);
    }

    @Test
    void clockThatIsWrongChangesNoLease() {
        Process ahead = Process.start(source, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(5)));
        Process behind = Process.start(source, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-5)));
        String live = "SELECT count(*) FROM replica WHERE lease_until > now() AND id = :id";
        for (Process process : List.of(ahead, behind)) {
            process.replica().renew();
            assertThat(JdbcClient.create(source)
                            .sql(live)
                            .param("id", process.replica().id())
                            .query(Integer.class)
                            .single())
                    .isOne();
        }
        // Numbers follow the database's clock, so the order of submission is right.
        long first = ahead.replica().nextNumber();
        long second = behind.replica().nextNumber();
        assertThat(second - first).isBetween(-(1L << 30), 1L << 36);
        assertThat(ahead.replica().nextNumber()).isGreaterThan(first);
    }
}
