package dev.downhill.bench.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A service as a process of its own, and its client. */
final class MeasuredReplica implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final Process process;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private MeasuredReplica(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::read);
    }

    /** Starts a service, which takes the properties as {@code --name=value}. */
    static MeasuredReplica start(List<String> properties) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.downhill.DownhillApplication",
                "--server.port=0"));
        command.addAll(properties);
        return new MeasuredReplica(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private void read() {
        List<String> log = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!port.isDone()) {
                    log.add(line);
                }
                if (line.contains("Tomcat started on port ")) {
                    port.complete(Integer.parseInt(line.replaceAll(".*started on port (\\d+).*", "$1")));
                }
            }
        } catch (IOException e) {
            port.completeExceptionally(e);
        }
        port.completeExceptionally(new IllegalStateException(String.join("\n", log)));
    }

    private HttpRequest.Builder request(String path) throws Exception {
        int answers = port.get(90, TimeUnit.SECONDS);
        return HttpRequest.newBuilder(URI.create("http://localhost:" + answers + path))
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
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
