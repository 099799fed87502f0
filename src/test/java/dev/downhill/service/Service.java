package dev.downhill.service;

import dev.downhill.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
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
    /** A job that runs for minutes. */
    public static final String LONG = """
            {"model": {"layers": [{"type": "linear", "units": 64, "activation": "tanh"}, {"type": "linear", "units": 2}]},
             "data": {"generator": "spiral", "n": 400}, "optimizer": {"type": "sgd", "learningRate": 1e-9},
             "steps": 10000000}""";

    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final int port;

    public Service(int port) {
        this.port = port;
    }

    public int port() {
        return port;
    }

    /** Returns the address of the service, without a slash at its end. */
    public String address() {
        return "http://localhost:" + port;
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address() + path)).timeout(Duration.ofSeconds(30));
        return headers.length > 0 ? request.headers(headers) : request;
    }

    /** Sends a body, as JSON unless a header names another type. */
    public HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        if (body.isEmpty()) {
            return send(method, path, BodyPublishers.noBody(), headers);
        }
        if (List.of(headers).contains("Content-Type")) {
            return send(method, path, BodyPublishers.ofString(body), headers);
        }
        var request = request(path, headers)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers)
            throws Exception {
        return client.send(request(path, headers).method(method, body).build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", path, "", headers);
    }

    /** Returns a file, such as a picture. */
    public HttpResponse<byte[]> file(String path, String type) throws Exception {
        return client.send(request(path, "Accept", type).build(), BodyHandlers.ofByteArray());
    }

    public HttpResponse<String> post(String specification, String... headers) throws Exception {
        return send("POST", "/jobs", specification, headers);
    }

    /** Sends a specification whose length is not announced. */
    public HttpResponse<String> postInChunks(String specification) throws Exception {
        return send(
                "POST",
                "/jobs",
                BodyPublishers.fromPublisher(BodyPublishers.ofString(specification)),
                "Content-Type",
                "application/json");
    }

    /** Returns the lines of a stream of events as they come. */
    public HttpResponse<Stream<String>> events(String location, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(location + "/events", headers).header("Accept", "text/event-stream");
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

    /** Waits until a job has taken a step. */
    public void awaitStep(String location, long step) {
        Await.until(
                "the job takes step " + step,
                () -> json(get(location)).at("/progress/step").asLong() >= step);
    }

    public void awaitStatus(String location, String expected) {
        Await.until("the job is " + expected, () -> status(location).equals(expected));
    }
}
