package dev.downhill.jobs.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.downhill.service.CuttableProxy;
import dev.downhill.service.RestartableDatabase;
import dev.downhill.service.RoamingReader;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Processes on one database, of which one is killed, one is replaced, one joins, one is cut off by its network, and two have clocks
 * that are five minutes off, while the database restarts.
 *
 * <p>It takes minutes, so it runs with {@code -Dtest.cluster=true} alone.
 */
@EnabledIfSystemProperty(named = "test.cluster", matches = "true")
class ClusterTest {
    private static final int JOBS = 300;
    private static final int READERS = 60;
    private static final int STEPS = 6000;
    private static final int POINTS = 100;
    private static final int SERVICE_UNAVAILABLE = 503;

    /** One job of so many takes much longer than a second, so that it has a checkpoint. */
    private static final int LONG_ONE_OF = 29;

    private static final int LONG_STEPS = 120_000;
    /** A busy machine may need minutes. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final String LONG_ENOUGH = "--downhill.jobs.max-run-time=30m";

    private static final Duration OFF = Duration.ofMinutes(5);
    private static final JsonMapper JSON = new JsonMapper();

    /** Notes each write to a job that has ended, but for the count of its bytes. */
    private static final String NOTE_ENDS = """
            CREATE TABLE job_end (job text NOT NULL);
            CREATE FUNCTION note_end() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN INSERT INTO job_end VALUES (NEW.id); RETURN NULL; END';
            CREATE TRIGGER note_end AFTER UPDATE ON job FOR EACH ROW
                WHEN (NEW.finished IS NOT NULL AND NEW.bytes = OLD.bytes) EXECUTE FUNCTION note_end();
            """;

    /** The rows of points that do not begin where the ones before them end, and the jobs with other points than their rows have. */
    private static final String GAPS = """
            SELECT job FROM (SELECT job, first_point, coalesce(lag(first_point + count) OVER earlier, 0) AS expected
                FROM job_points WINDOW earlier AS (PARTITION BY job ORDER BY first_point, first_test)) AS rows
            WHERE first_point <> expected
            UNION ALL
            SELECT id FROM job WHERE points <> (SELECT sum(count) FROM job_points WHERE job_points.job = job.id)
            """;

    /** The runs of a process that have a checkpoint. */
    private static final String WITH_CHECKPOINT = """
            SELECT count(*) FROM job JOIN job_states ON job_states.job = job.id JOIN replica ON replica.id = job.owner
            WHERE status = 'RUNNING' AND kind = 'latest' AND replica.name = :name
            """;

    private static int steps(int number) {
        return number % LONG_ONE_OF == 0 ? LONG_STEPS : STEPS;
    }

    /** Runs, each with another seed and so another trajectory. */
    private static String job(int number) {
        return """
                {"name": "job %d", "seed": %d,
                 "model": {"layers": [{"type": "linear", "units": 24, "activation": "tanh"}, {"type": "linear", "units": 2}]},
                 "data": {"generator": "spiral", "n": 200, "testFraction": 0.2}, "loss": "crossEntropy",
                 "optimizer": {"type": "adam", "learningRate": 0.001}, "batchSize": 20, "steps": %d,
                 "record": {"every": %d, "parameters": "summary", "metrics": %s}}""".formatted(number, number, steps(number), steps(number) / POINTS, number % 2 == 1);
    }

    private static List<String> arguments(String url) {
        return List.of(
                "--downhill.store=postgresql",
                "--spring.datasource.url=" + url,
                "--downhill.jobs.threads=1",
                LONG_ENOUGH,
                "--downhill.cluster.lease=2s");
    }

    @Test
    void everyAcceptedJobEndsOnceAsInASingleProcess(@TempDir Path folder) throws Exception {
        List<ServiceProcess> processes = new ArrayList<>();
        try (RestartableDatabase database = RestartableDatabase.in(folder);
                CuttableProxy network = CuttableProxy.to(database.port())) {
            ServiceProcess killed = ServiceProcess.start(arguments(database.url()));
            processes.add(killed);
            ServiceProcess replaced = ServiceProcess.start(arguments(database.url()));
            processes.add(replaced);
            ServiceProcess early = ServiceProcess.startWithClock(OFF, arguments(database.url()));
            processes.add(early);
            ServiceProcess cutOff = ServiceProcess.start(arguments(database.url(network.port())));
            processes.add(cutOff);
            List<Service> services = new CopyOnWriteArrayList<>();
            for (ServiceProcess process : processes) {
                services.add(process.service());
            }
            JdbcClient rows = JdbcClient.create(new DriverManagerDataSource(database.url()));
            int unused = rows.sql(NOTE_ENDS).update();

            List<CompletableFuture<String>> submitted = submitted(services);
            List<CompletableFuture<List<Long>>> readers = IntStream.range(0, READERS)
                    .mapToObj(reader -> submitted
                            .get(reader * JOBS / READERS)
                            .thenApplyAsync(
                                    job -> steps(new RoamingReader(services, reader, job)), Thread::startVirtualThread))
                    .toList();
            await("the process that is killed has a run with a checkpoint")
                    .atMost(PATIENCE)
                    .until(() -> rows.sql(WITH_CHECKPOINT)
                                    .param("name", "process " + killed.pid())
                                    .query(Integer.class)
                                    .single()
                            > 0);

            killed.kill();
            network.cut();
            ServiceProcess late = ServiceProcess.startWithClock(OFF.negated(), arguments(database.url()));
            processes.add(late);
            awaitEnded(rows, JOBS / 5);

            database.stop();
            database.startAgain();
            awaitEnded(rows, JOBS * 2 / 5);

            replaced.stop();
            ServiceProcess replacement = ServiceProcess.start(arguments(database.url()));
            processes.add(replacement);
            network.mend();
            services.add(late.service());
            services.add(replacement.service());
            for (int tenths = 5; tenths <= 10; tenths++) {
                awaitEnded(rows, JOBS * tenths / 10);
            }

            List<String> jobs = submitted.stream().map(CompletableFuture::join).toList();
            Service shared = services.getLast();
            for (int reader = 0; reader < READERS; reader++) {
                assertThat(readers.get(reader).get(60, TimeUnit.SECONDS))
                        .isEqualTo(recorded(steps(reader * JOBS / READERS)));
            }
            assertThat(rows.sql("SELECT job FROM job_end ORDER BY job")
                            .query(String.class)
                            .list())
                    .isEqualTo(jobs.stream().map(ClusterTest::id).sorted().toList());
            assertThat(rows.sql(GAPS).query(String.class).list()).isEmpty();
            for (int number = 0; number < JOBS; number++) {
                String job = jobs.get(number);
                JsonNode shown = JSON.readTree(shared.get(job).body());
                assertThat(shown.get("status").asString()).isEqualTo("succeeded");
                assertThat(shown.at("/progress/step").asInt()).isEqualTo(steps(number));
                for (ServiceProcess other : List.of(cutOff, early, late)) {
                    assertThat(fingerprint(other.service().get(job).body())).isEqualTo(shown.at("/result/fingerprint"));
                }
            }
            assertThat(processes.stream().flatMap(process -> process.log().stream()))
                    .anyMatch(line -> line.matches(".*Going on with job \\S+ from step [1-9].*"));
            checkAgainstOneProcess(shared, jobs);
        } finally {
            for (ServiceProcess process : processes) {
                process.close();
            }
        }
    }

    /** Sends jobs to all services at once; one that gives no answer, or asks for a later try, is left for the next. */
    private static List<CompletableFuture<String>> submitted(List<Service> services) {
        List<CompletableFuture<String>> jobs =
                Stream.generate(CompletableFuture<String>::new).limit(JOBS).toList();
        int senders = services.size();
        for (int sender = 0; sender < senders; sender++) {
            int first = sender;
            Thread.startVirtualThread(() -> {
                for (int number = first; number < JOBS; number += senders) {
                    try {
                        jobs.get(number).complete(accepted(services, first, number));
                    } catch (Exception | AssertionError e) {
                        jobs.get(number).completeExceptionally(e);
                    }
                }
            });
        }
        return jobs;
    }

    /** The key makes two requests of which one lost its answer the same job. */
    private static String accepted(List<Service> services, int first, int number) throws Exception {
        for (int next = first; ; next++) {
            try {
                HttpResponse<String> answer =
                        services.get(next % services.size()).post(job(number), "Idempotency-Key", "job " + number);
                if (answer.statusCode() != SERVICE_UNAVAILABLE) {
                    return Service.location(answer);
                }
            } catch (IOException e) {
                Thread.sleep(200);
            }
        }
    }

    private static List<Long> steps(RoamingReader reader) {
        try {
            return reader.steps();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitEnded(JdbcClient rows, int most) {
        await(most + " have ended")
                .pollInterval(Duration.ofMillis(100))
                .atMost(PATIENCE)
                .until(() -> rows.sql("SELECT count(*) FROM job WHERE finished IS NOT NULL")
                                .query(Integer.class)
                                .single()
                        >= most);
    }

    private static String id(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** The first point, and then those of the recorded steps. */
    private static List<Long> recorded(int steps) {
        return Stream.concat(Stream.of(1L), IntStream.rangeClosed(1, POINTS).mapToObj(i -> (long) steps / POINTS * i))
                .toList();
    }

    private static void checkAgainstOneProcess(Service shared, List<String> jobs) throws Exception {
        try (ServiceProcess process = ServiceProcess.start(List.of(LONG_ENOUGH))) {
            Service alone = process.service();
            List<String> expected = new ArrayList<>();
            for (int number = 0; number < JOBS; number++) {
                expected.add(alone.submitted(job(number)));
            }
            for (int number = 0; number < JOBS; number++) {
                alone.awaitStatus(expected.get(number), "succeeded");
                assertThat(fingerprint(shared.get(jobs.get(number)).body()))
                        .isEqualTo(fingerprint(alone.get(expected.get(number)).body()));
            }
        }
    }

    private static JsonNode fingerprint(String job) {
        JsonNode fingerprint = JSON.readTree(job).at("/result/fingerprint");
        assertThat(fingerprint.isString()).isTrue();
        return fingerprint;
    }
}
