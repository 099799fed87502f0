package dev.downhill.jobs;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service on a real port, as a client sees it. */
public final class Service {
    public static final String SEED = """
            {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [2.0], "y": [6.0]},
             "optimizer": {"type": "sgd", "learningRate": 0.1}, "steps": 10}""";

    /** A job that runs for minutes. */
    public static final String LONG = """
            {"model": {"layers": [{"type": "linear", "units": 64, "activation": "tanh"}, {"type": "linear", "units": 2}]},
             "data": {"generator": "spiral", "n": 400}, "optimizer": {"type": "sgd", "learningRate": 1e-9},
             "steps": 10000000}""";

    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final String root;

    public Service(int port) {
        this.root = "http://localhost:" + port;
    }

    public HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(30));
        if (!body.isEmpty() && !List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", path, "", headers);
    }

    public HttpResponse<String> post(String specification, String... headers) throws Exception {
        return send("POST", "/jobs", specification, headers);
    }

    /** Sends a specification whose length is not announced. */
    public HttpResponse<String> postInChunks(String specification) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(root + "/jobs"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(specification)));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Returns the lines of a stream of events as they come. */
    public HttpResponse<Stream<String>> events(String location, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + location + "/events"))
                .header("Accept", "text/event-stream")
                .timeout(Duration.ofSeconds(30));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofLines());
    }

    public JsonNode json(HttpResponse<String> answer) {
        return json.readTree(answer.body());
    }

    /** Returns where a new job is. */
    public String submitted(String specification) throws Exception {
        return location(post(specification));
    }

    public static String location(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError(answer.statusCode() + " " + answer.body()));
    }

    public String status(String location) throws Exception {
        return json(get(location)).get("status").asString();
    }

    /** Waits until a job has recorded its first step. */
    public void awaitFirstPoint(String location) throws Exception {
        try (Stream<String> lines = events(location).body()) {
            if (lines.noneMatch("event:steps"::equals)) {
                throw new AssertionError("the job recorded nothing");
            }
        }
    }

    public void awaitStatus(String location, String expected) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        String status = status(location);
        while (!status.equals(expected)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the job is " + status + ", not " + expected);
            }
            Thread.sleep(10);
            status = status(location);
        }
    }
}
