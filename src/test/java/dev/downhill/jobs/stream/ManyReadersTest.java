package dev.downhill.jobs.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Readers by the hundred, over plain sockets: those who read, and those who do not. */
@ServiceTest(properties = {"downhill.jobs.threads=1", "downhill.jobs.readers=1500"})
class ManyReadersTest {
    private final Service service;

    ManyReadersTest(Service service) {
        this.service = service;
    }

    private Socket reader(String job) throws IOException {
        var socket = new Socket("localhost", service.port());
        String request = "GET " + job + "/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                + "Connection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private boolean seesTheEnd(String job) throws IOException {
        try (Socket socket = reader(job);
                var lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            return lines.lines().anyMatch("event:finished"::equals);
        }
    }

    @Test
    void aThousandReadersOfOneJobAllSeeItsEnd() throws Exception {
        String job = service.submitted(Service.LONG.replace("10000000", "2000"));
        List<Callable<Boolean>> readers = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            readers.add(() -> seesTheEnd(job));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> reader : threads.invokeAll(readers)) {
                assertThat(reader.get()).isTrue();
            }
        }
    }

    @Test
    void fiveHundredStalledReadersDelayNobody() throws Exception {
        String job = service.submitted(Service.LONG.replace("10000000", "4000, \"record\": {\"every\": 1}"));
        List<Socket> stalled = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            stalled.add(reader(job));
        }

        HttpResponse<String> other = service.post(FirstLesson.JSON, "Prefer", "wait=20");
        service.awaitStatus(job, "succeeded");

        assertThat(other.statusCode()).isEqualTo(201);
        assertThat(seesTheEnd(job)).isTrue();
        for (Socket socket : stalled) {
            socket.close();
        }
    }

    @Test
    void refusesReadersBeyondTheLimit() throws Exception {
        String job = service.submitted(Service.LONG);
        List<Socket> readers = new ArrayList<>();
        for (int i = 0; i < 1510; i++) {
            readers.add(reader(job));
        }
        HttpResponse<Stream<String>> refused = service.events(job);
        for (int i = 0; i < 100 && refused.statusCode() == 200; i++) {
            refused.body().close();
            refused = service.events(job);
        }

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(String.join("", refused.body().toList())).contains("/problems/too-many-readers");
        service.send("POST", job + "/cancel", "");
        for (Socket socket : readers) {
            socket.close();
        }
    }
}
