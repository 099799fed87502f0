package dev.downhill.jobs.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.service.Service;
import dev.downhill.service.ServiceProcess;
import java.io.IOException;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The service as a process of its own, which is told to stop (SIGTERM) while jobs run and wait. */
class ShutdownTest {
    private static ServiceProcess start(String grace) throws IOException {
        return ServiceProcess.start(
                List.of("-Xmx1g"), List.of("--downhill.jobs.threads=1", "--downhill.jobs.shutdown-grace=" + grace));
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
        try (ServiceProcess process = start("1s")) {
            Service service = process.service();
            List<String> jobs = new ArrayList<>();
            List<CompletableFuture<String>> streams = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String job = service.submitted(Service.LONG);
                HttpResponse<Stream<String>> stream = service.events(job);
                jobs.add(job);
                streams.add(CompletableFuture.supplyAsync(() -> stream.body().collect(Collectors.joining("\n"))));
            }
            service.awaitStatus(jobs.getFirst(), "running");
            hangUp(service.port(), jobs.getFirst() + "/events", "text/event-stream");
            hangUp(service.port(), jobs.getFirst() + "/trajectory", "text/csv");

            process.stop();

            for (CompletableFuture<String> stream : streams) {
                assertThat(stream.get(20, TimeUnit.SECONDS))
                        .contains("event:finished", "\"status\":\"cancelled\"", "the service shut down");
            }
            for (String job : jobs) {
                assertThat(process.log()).anyMatch(line -> line.contains(cancelled(job)));
            }
        }
    }

    /** A step multiplies large matrices a dozen times, which takes a second or more; there are more than anybody waits for. */
    @Test
    void shutdownDoesNotWaitForALongStep() throws Exception {
        try (ServiceProcess process = start("1ms")) {
            Service service = process.service();
            String job = service.submitted("""
                    {"model": {"expression": "sum(a @ a @ a @ a @ a) * x",
                               "parameters": {"a": {"shape": [900, 900], "init": "zeros"}}},
                     "data": {"x": [1.0], "y": [1.0]}, "steps": 2500}""");
            service.awaitStatus(job, "running");

            process.stop();

            assertThat(process.log())
                    .anyMatch(line -> line.contains(cancelled(job)))
                    .noneMatch(line -> line.contains("still running"));
        }
    }

    private static String cancelled(String job) {
        return "job " + job.substring("/jobs/".length()) + " cancelled";
    }
}
