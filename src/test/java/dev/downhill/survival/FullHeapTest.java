package dev.downhill.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import java.io.BufferedReader;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;

/**
 * The service as a process of its own whose heap really runs full, because its budget is set far above it.
 *
 * <p>It depends on where memory runs out, and has failed on a busy machine, so it runs on request alone:
 * {@code ./mvnw test -Dtest=FullHeapTest -Dfull-heap=true}.
 */
@EnabledIfSystemProperty(named = "full-heap", matches = "true")
class FullHeapTest {
    /** A column of its data takes 8 MB, and each is there several times while it is read and run. */
    private static final String LARGE = """
            {"model": {"layers": [{"type": "linear", "units": 8, "activation": "tanh"}, {"type": "linear", "units": 1}]},
             "data": {"generator": "plane", "n": 1000000}, "steps": 1000}""";

    private static Process start() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-Xmx112m",
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.downhill.DownhillApplication",
                        "--server.port=0",
                        "--downhill.memory.budget=100GB",
                        "--downhill.survival.errors=100000")
                .redirectErrorStream(true)
                .start();
    }

    private static int port(BufferedReader log) throws Exception {
        String line = log.readLine();
        while (!line.contains("Tomcat started on port ")) {
            line = log.readLine();
        }
        return Integer.parseInt(line.replaceAll(".*started on port (\\d+).*", "$1"));
    }

    private static int status(Service service) {
        try {
            return service.post(LARGE).statusCode();
        } catch (Exception e) {
            // The connection ended without an answer: memory ran out within it.
            return 0;
        }
    }

    /** Deletes every job, those that run too; asks again where memory ran out within a request. */
    private static void clear(Service service) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!isCleared(service)) {
            assertThat(System.nanoTime()).as("jobs can be deleted").isLessThan(deadline);
        }
    }

    private static boolean isCleared(Service service) {
        try {
            JsonNode jobs = service.json(service.get("/jobs?limit=100")).path("jobs");
            for (JsonNode job : jobs) {
                HttpResponse<String> unused =
                        service.send("DELETE", "/jobs/" + job.get("id").asString(), "");
            }
            return jobs.isArray() && jobs.isEmpty();
        } catch (Exception e) {
            return false;
        }
    }

    @Test
    void fullHeapEndsRequestsAndJobsAlone() throws Exception {
        Process process = start();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                endureFullHeap(process, threads);
            } finally {
                // The reader of its log ends with the process.
                process.destroyForcibly();
            }
        }
    }

    private static void endureFullHeap(Process process, ExecutorService threads) throws Exception {
        BufferedReader log = process.inputReader();
        var service = new Service(port(log));
        Future<List<String>> lines = threads.submit(() -> log.lines().toList());

        Callable<Integer> post = () -> status(service);
        for (Future<Integer> answer : threads.invokeAll(Collections.nCopies(8, post))) {
            // 422 and 429: a heap that is nearly full makes reading long.
            assertThat(answer.get()).isIn(0, 202, 422, 429, 500, 503);
        }
        clear(service);

        assertThat(service.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(service.post(FirstLesson.JSON, "Prefer", "wait=20").statusCode())
                .isEqualTo(201);
        process.toHandle().destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(String.join("\n", lines.get(20, TimeUnit.SECONDS))).contains("OutOfMemoryError");
    }
}
