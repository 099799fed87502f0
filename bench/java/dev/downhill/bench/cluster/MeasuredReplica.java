package dev.downhill.bench.cluster;

import dev.downhill.service.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A service as a process of its own, and its client. */
final class MeasuredReplica implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final ServiceProcess process;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private int port;

    private MeasuredReplica(ServiceProcess process) {
        this.process = process;
    }

    /** Starts a service, which takes the properties as {@code --name=value}. */
    static MeasuredReplica start(List<String> properties) throws IOException {
        return new MeasuredReplica(ServiceProcess.start(List.of("-Xmx512m"), properties));
    }

    /** Waits until the service answers. */
    private synchronized int port() throws Exception {
        if (port == 0) {
            port = process.service().port();
        }
        return port;
    }

    private HttpRequest.Builder request(String path) throws Exception {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
                .timeout(ANSWER);
    }

    HttpResponse<String> post(String body, String... headers) throws Exception {
        HttpRequest.Builder request = request("/jobs")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    String get(String path) throws Exception {
        return client.send(request(path).build(), BodyHandlers.ofString()).body();
    }

    /** Returns the lines of a job's stream as they come. */
    Stream<String> events(String job) throws Exception {
        return client.send(
                        request(job + "/events")
                                .header("Accept", "text/event-stream")
                                .build(),
                        BodyHandlers.ofLines())
                .body();
    }

    /** Ends the process as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.kill();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
