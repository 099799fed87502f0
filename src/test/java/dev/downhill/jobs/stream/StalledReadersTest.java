package dev.downhill.jobs.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.Await;
import dev.downhill.memory.Holder;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Readers that take nothing: each holds little, no more than there is room for, and not for long. */
@ServiceTest(properties = {"downhill.memory.budget=64MB", "server.tomcat.connection-timeout=1s"})
class StalledReadersTest {
    /** Its events are more bytes than a connection holds between two programs. */
    private static final String LONG_STREAM = """
            {"model": {"layers": [{"type": "linear", "units": 15, "activation": "tanh"}, {"type": "linear", "units": 1}]},
             "data": {"generator": "plane", "n": 4}, "steps": 8000, "record": {"every": 1, "gradients": true}}""";

    private static final int SMALL_BUFFER = 4096;

    @Autowired
    private MemoryBudget budget;

    private final List<Socket> sockets = new ArrayList<>();
    private final Service service;

    StalledReadersTest(Service service) {
        this.service = service;
    }

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        Await.until("streams hold nothing", () -> budget.held(Holder.EVENT_STREAMS) == 0);
    }

    private Socket reader(String job) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(SMALL_BUFFER);
        socket.connect(new InetSocketAddress("localhost", service.port()));
        String request = "GET " + job + "/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        sockets.add(socket);
        return socket;
    }

    @Test
    void stalledReaderIsDisconnectedAndReleasesMemory() throws Exception {
        String job = Service.location(service.post(LONG_STREAM, "Prefer", "wait=30"));
        for (int i = 0; i < 30; i++) {
            Socket unused = reader(job);
        }
        Await.until("a stream holds memory", () -> budget.held(Holder.EVENT_STREAMS) > 0);

        Await.until("streams hold nothing", () -> budget.held(Holder.EVENT_STREAMS) == 0);

        assertThat(sockets).noneMatch(Socket::isClosed);
        assertThat(service.get("/actuator/health").statusCode()).isEqualTo(200);
    }

    @Test
    void readerWithoutMemoryIsToldWhenToRetry() throws Exception {
        String job = service.submitted(Service.LONG);
        service.awaitStatus(job, "running");
        String line = "HTTP/1.1 200 ";
        int readers = 0;
        while (line.startsWith("HTTP/1.1 200")) {
            var answer = new BufferedReader(
                    new InputStreamReader(reader(job).getInputStream(), StandardCharsets.UTF_8), SMALL_BUFFER);
            line = answer.readLine();
            readers++;
        }

        HttpResponse<?> refused = service.events(job);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(readers).isBetween(100, 400);
        assertThat(budget.held(Holder.EVENT_STREAMS)).isLessThanOrEqualTo(budget.most(Holder.EVENT_STREAMS));
        service.send("POST", job + "/cancel", "");
    }
}
