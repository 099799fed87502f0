package dev.downhill.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.Await;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Health has two threads of its own, on the port that everything else uses. */
@ServiceTest(properties = "downhill.jobs.threads=1")
class HealthFirstTest {
    private final Service service;

    HealthFirstTest(Service service) {
        this.service = service;
    }

    private String answersTo(String requests) throws IOException {
        try (var socket = new Socket("localhost", service.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    /** Keeps every carrier of virtual threads busy until it is closed. */
    private static final class BusyCarriers implements AutoCloseable {
        private final AtomicBoolean free = new AtomicBoolean();
        private final AtomicInteger busy = new AtomicInteger();
        private final List<Thread> threads = new ArrayList<>();

        BusyCarriers() {
            int carriers = Integer.getInteger(
                    "jdk.virtualThreadScheduler.parallelism",
                    Runtime.getRuntime().availableProcessors());
            for (int i = 0; i < 2 * carriers; i++) {
                threads.add(Thread.startVirtualThread(this::compute));
            }
            Await.until("every carrier is busy", () -> busy.get() >= carriers);
        }

        private void compute() {
            busy.incrementAndGet();
            while (!free.get()) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void close() throws InterruptedException {
            free.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    @Test
    void healthAnswersWhileEveryPoolIsFull() throws Exception {
        for (int i = 0; i < 4; i++) {
            String unused = service.submitted(Service.LONG);
        }
        CompletableFuture<HttpResponse<String>> other;
        try (var carriers = new BusyCarriers()) {
            other = CompletableFuture.supplyAsync(this::catalog);

            assertThat(answersTo(get("/actuator/health/liveness")))
                    .startsWith("HTTP/1.1 200")
                    .contains("\"UP\"");
            assertThat(answersTo(get("/actuator/health/readiness")))
                    .startsWith("HTTP/1.1 200")
                    .contains("\"UP\"");
            assertThat(answersTo(get("/actuator/health"))).startsWith("HTTP/1.1 200");
            assertThat(other).isNotDone();
            assertThat(carriers.busy.get()).isPositive();
        }
        assertThat(other.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> catalog() {
        try {
            return service.get("/catalog");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void connectionForHealthEndsWithTheAnswer() throws Exception {
        String answers = answersTo(get("/actuator/health") + get("/catalog"));

        assertThat(answers).containsOnlyOnce("HTTP/1.1 200").contains("Connection: close");
    }

    @Test
    void answersHealthLaterOnAConnection() throws Exception {
        String answers = answersTo(
                get("/lessons") + get("/actuator/health").replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));

        assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(3);
        assertThat(answers).contains("\"UP\"");
    }

    @Test
    void answersAHeadThatComesInPieces() throws Exception {
        try (var socket = new Socket("localhost", service.port())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(20_000);
            for (String piece : List.of(
                    "GET /actu", "ator/health HTTP/1.1\r\nHo", "st: localhost\r\nConnection: close\r\n", "\r\n")) {
                socket.getOutputStream().write(piece.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200")
                    .contains("\"UP\"");
        }
    }
}
