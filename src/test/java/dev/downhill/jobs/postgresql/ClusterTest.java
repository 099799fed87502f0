package dev.downhill.jobs.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.Await;
import dev.downhill.service.CuttableProxy;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceProcess;
import dev.downhill.service.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Processes on one database, of which one is killed, one stops, one joins, and one is cut off by its network, while the database loses
 * its connections.
 *
 * <p>It takes minutes, so it runs with {@code -Dtest.cluster=true} alone.
 */
@EnabledIfSystemProperty(named = "test.cluster", matches = "true")
class ClusterTest {
    private static final int JOBS = 300;
    private static final int READERS = 60;
    private static final int STEPS = 3000;
    private static final int PARTS = 10;
    private static final JsonMapper JSON = new JsonMapper();

    /** Runs of a fraction of a second, each with another seed and so another trajectory. */
    private static String job(int number) {
        return """
                {"name": "job %d", "seed": %d,
                 "model": {"layers": [{"type": "linear", "units": 24, "activation": "tanh"}, {"type": "linear", "units": 2}]},
                 "data": {"generator": "spiral", "n": 200, "testFraction": 0.2}, "loss": "crossEntropy",
                 "optimizer": {"type": "adam", "learningRate": 0.001}, "batchSize": 20, "steps": %d,
                 "record": {"every": 20, "parameters": "summary", "metrics": %s}}""".formatted(number, number, STEPS, number % 2 == 1);
    }

    private static ServiceProcess start(String url) throws Exception {
        List<String> arguments = new ArrayList<>();
        for (String property : TestDatabase.properties(url)) {
            arguments.add("--" + property);
        }
        arguments.add("--downhill.jobs.threads=1");
        arguments.add("--downhill.cluster.lease=2s");
        return ServiceProcess.start(arguments);
    }

    @Test
    void everyAcceptedJobEndsOnceAsInASingleProcess() throws Exception {
        String url = TestDatabase.create();
        List<ServiceProcess> processes = new ArrayList<>();
        try (CuttableProxy network = CuttableProxy.to(TestDatabase.port())) {
            ServiceProcess killed = start(url);
            ServiceProcess stopped = start(url);
            ServiceProcess last = start(url);
            ServiceProcess cutOff = start(url.replace(":" + TestDatabase.port(), ":" + network.port()));
            processes.addAll(List.of(killed, stopped, last, cutOff));
            List<Service> services = List.of(killed.service(), stopped.service(), last.service(), cutOff.service());
            List<String> jobs = new ArrayList<>();
            for (int number = 0; number < JOBS; number++) {
                jobs.add(services.get(number % services.size()).submitted(job(number)));
            }
            Service reading = last.service();
            List<CompletableFuture<List<Long>>> readers = IntStream.range(0, READERS)
                    .mapToObj(reader -> jobs.get(reader * JOBS / READERS))
                    .map(job -> CompletableFuture.supplyAsync(() -> steps(reading, job), Thread::startVirtualThread))
                    .toList();
            Await.until("some have ended", () -> ended(reading) > JOBS / 20);

            killed.kill();
            network.cut();
            processes.add(start(url));
            TestDatabase.breakConnections(url);
            Await.until("more have ended", () -> ended(reading) > JOBS / 5);
            stopped.stop();
            network.mend();

            awaitEnd(reading);
            Service other = processes.getLast().service();
            for (String job : jobs) {
                JsonNode shown = JSON.readTree(other.get(job).body());
                assertThat(shown.get("status").asString()).isEqualTo("succeeded");
                assertThat(shown.at("/progress/step").asInt()).isEqualTo(STEPS);
                assertThat(JSON.readTree(cutOff.service().get(job).body()).at("/result/fingerprint"))
                        .isEqualTo(shown.at("/result/fingerprint"));
            }
            for (CompletableFuture<List<Long>> reader : readers) {
                assertThat(reader.get(10, TimeUnit.SECONDS)).isEqualTo(recorded());
            }
            assertThat(processes.stream().flatMap(process -> process.log().stream()))
                    .anyMatch(line -> line.contains("Going on with job"));
            checkAgainstOneProcess(other, jobs);
        } finally {
            for (ServiceProcess process : processes) {
                process.close();
            }
        }
    }

    /** A minute is not enough on a small machine. */
    private static void awaitEnd(Service service) {
        for (int part = 1; part <= PARTS; part++) {
            int most = JOBS * part / PARTS;
            Await.until(most + " have ended", () -> {
                Thread.sleep(200);
                return ended(service) >= most;
            });
        }
    }

    /** The first point, and then every twentieth step. */
    private static List<Long> recorded() {
        return Stream.concat(Stream.of(1L), IntStream.rangeClosed(1, STEPS / 20).mapToObj(i -> 20L * i))
                .toList();
    }

    private static void checkAgainstOneProcess(Service shared, List<String> jobs) throws Exception {
        try (ServiceProcess process = ServiceProcess.start(List.of())) {
            Service alone = process.service();
            for (int number = 0; number < JOBS; number++) {
                JsonNode expected = JSON.readTree(
                        alone.post(job(number), "Prefer", "wait=30").body());
                JsonNode found = JSON.readTree(shared.get(jobs.get(number)).body());
                assertThat(found.at("/result/fingerprint")).isEqualTo(expected.at("/result/fingerprint"));
            }
        }
    }

    private static long ended(Service service) throws Exception {
        return JSON.readTree(service.get("/jobs?limit=1000").body())
                .get("jobs")
                .valueStream()
                .filter(job -> !job.get("finishedAt").isNull())
                .count();
    }

    private static List<Long> steps(Service service, String job) {
        try (Stream<String> lines = service.events(job).body()) {
            return lines.filter(line -> line.startsWith("data:") && line.contains("\"step\":["))
                    .map(line -> JSON.readTree(line.substring(5)))
                    .flatMap(data -> data.get("step").valueStream().map(JsonNode::asLong))
                    .toList();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
