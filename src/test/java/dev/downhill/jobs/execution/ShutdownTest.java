package dev.downhill.jobs.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.service.Service;
import java.io.BufferedReader;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The service as a process of its own, which is told to stop (SIGTERM) while jobs run and wait. */
class ShutdownTest {
    private static Process start(String grace) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.downhill.DownhillApplication",
                        "--server.port=0",
                        "--downhill.jobs.threads=1",
                        "--downhill.jobs.shutdown-grace=" + grace)
                .redirectErrorStream(true)
                .start();
    }

    /** Returns the port, once the service says it; what it says afterwards is read too, so that it never waits for us. */
    private static int port(BufferedReader log) throws Exception {
        String line = log.readLine();
        while (!line.contains("Tomcat started on port ")) {
            line = log.readLine();
        }
        return Integer.parseInt(line.replaceAll(".*started on port (\\d+).*", "$1"));
    }

    /** Connects and breaks the connection, at once or after some bytes of the answer. */
    private static void hangUp(int port, String path, String type) throws Exception {
        for (int i = 0; i < 300; i++) {
            try (var reader = new Socket("localhost", port)) {
                reader.setOption(StandardSocketOptions.SO_LINGER, 0);
                reader.setSoTimeout(10_000);
                String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: " + type + "\r\n\r\n";
                reader.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                byte[] unused = reader.getInputStream().readNBytes(i % 10 * 25);
            }
        }
    }

    @Test
    void shutdownAccountsForEveryAcceptedJob() throws Exception {
        Process process = start("1s");
        try (BufferedReader log = process.inputReader()) {
            int port = port(log);
            var service = new Service(port);
            CompletableFuture<List<String>> lines =
                    CompletableFuture.supplyAsync(() -> log.lines().toList());
            List<String> jobs = new ArrayList<>();
            List<CompletableFuture<String>> streams = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String job = service.submitted(Service.LONG);
                HttpResponse<Stream<String>> stream = service.events(job);
                jobs.add(job);
                streams.add(CompletableFuture.supplyAsync(() -> stream.body().collect(Collectors.joining("\n"))));
            }
            service.awaitStatus(jobs.getFirst(), "running");
            hangUp(port, jobs.getFirst() + "/events", "text/event-stream");
            hangUp(port, jobs.getFirst() + "/trajectory", "text/csv");

            process.toHandle().destroy();

            for (CompletableFuture<String> stream : streams) {
                assertThat(stream.get(20, TimeUnit.SECONDS))
                        .contains("event:finished", "\"status\":\"cancelled\"", "the service shut down");
            }
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            String said = String.join("\n", lines.get(20, TimeUnit.SECONDS));
            for (String job : jobs) {
                assertThat(said).contains("job " + job.substring("/jobs/".length()) + " cancelled");
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /** A step multiplies large matrices a dozen times, which takes seconds; there are more than anybody waits for. */
    @Test
    void shutdownDoesNotWaitForALongStep() throws Exception {
        Process process = start("1ms");
        try (BufferedReader log = process.inputReader()) {
            var service = new Service(port(log));
            CompletableFuture<List<String>> lines =
                    CompletableFuture.supplyAsync(() -> log.lines().toList());
            String job = service.submitted("""
                    {"model": {"expression": "sum(a @ a @ a @ a @ a) * x",
                               "parameters": {"a": {"shape": [1500, 1500], "init": "zeros"}}},
                     "data": {"x": [1.0], "y": [1.0]}, "steps": 500}""");
            service.awaitStatus(job, "running");

            process.toHandle().destroy();

            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(String.join("\n", lines.get(20, TimeUnit.SECONDS)))
                    .contains("job " + job.substring("/jobs/".length()) + " cancelled")
                    .doesNotContain("still running");
        } finally {
            process.destroyForcibly();
        }
    }
}
