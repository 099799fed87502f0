package dev.downhill.bench.image;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A container of the image with 512 MB and two cores, which Docker removes when it is closed. */
record RunningImage(String id, String root) implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);

    static RunningImage start(String image, Map<String, String> environment) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "run", "-d", "--rm", "--memory", "512m", "--memory-swap", "512m", "--cpus", "2", "--read-only", "--tmpfs",
                "/tmp", "--cap-drop", "ALL", "-p", "127.0.0.1::8080"));
        environment.forEach((name, value) -> command.addAll(List.of("-e", name + "=" + value)));
        command.add(image);
        String id = docker(command.toArray(String[]::new));
        String port = docker("port", id, "8080/tcp").lines().findFirst().orElseThrow().replaceAll(".*:", "");
        var started = new RunningImage(id, "http://127.0.0.1:" + port);
        started.awaitReadiness();
        return started;
    }

    private void awaitReadiness() throws Exception {
        long end = System.nanoTime() + START.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (System.nanoTime() < end) {
                try {
                    var request = HttpRequest.newBuilder(URI.create(root + "/actuator/health/readiness"))
                            .build();
                    if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                        return;
                    }
                } catch (IOException e) {
                    // It does not listen yet.
                }
                Thread.sleep(200);
            }
        }
        close();
        throw new IOException("the container is not ready after " + START);
    }

    /** Returns the memory that the container uses, such as {@code 301.5MiB}. */
    String memory() throws Exception {
        return docker("stats", "--no-stream", "--format", "{{.MemUsage}}", id).replaceAll(" /.*", "");
    }

    @Override
    public void close() throws Exception {
        docker("rm", "-f", id);
    }

    private static String docker(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        Process docker = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(docker.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (docker.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
        return said;
    }
}
