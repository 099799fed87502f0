package dev.downhill.bench.attack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One client of the service, with a key of its own; counts its answers. */
final class Client implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** More of an answer is read and dropped, so that this process does not run full itself. */
    private static final int KEPT = 2 << 20;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .build();
    private final ServiceProcess service;
    private final String key;
    private final Tally tally;
    private final Queue<String> sweeps = new ConcurrentLinkedQueue<>();

    Client(ServiceProcess service, String key, Tally tally) {
        this.service = service;
        this.key = key;
        this.tally = tally;
    }

    Answer get(String path, String... headers) throws InterruptedException {
        return send("GET", path, new byte[0], headers);
    }

    Answer post(String path, String body, String... headers) throws InterruptedException {
        return send("POST", path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    Answer submit(String specification) throws InterruptedException {
        return post("/jobs", specification);
    }

    /** Sends a job and waits for its end, at most 30 s; again where it is for later, at most for two minutes. */
    Answer finish(String specification) throws InterruptedException {
        return patiently(() -> post("/jobs", specification, "Prefer", "wait=30"));
    }

    /** Sends a request again while its answer says that it is for later, at most for two minutes. */
    Answer patiently(Callable<Answer> request) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (true) {
            Answer answer = call(request);
            if (!answer.isForLater() || System.nanoTime() > deadline) {
                return answer;
            }
            Thread.sleep(answer.retryAfterMillis());
        }
    }

    private static Answer call(Callable<Answer> request) throws InterruptedException {
        try {
            return request.call();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    Answer send(String method, String path, byte[] body, String... headers) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service.root() + path))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key);
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        HttpRequest built = request.build();
        if (body.length > 0 && built.headers().firstValue("Content-Type").isEmpty()) {
            built = request.header("Content-Type", "application/json").build();
        }
        Answer answer = send(built);
        tally.add(answer.kind());
        if (path.equals("/sweeps") && answer.status() == 202) {
            sweeps.add(answer.location());
        }
        return answer;
    }

    private Answer send(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                String text = new String(body.readNBytes(KEPT), StandardCharsets.UTF_8);
                body.transferTo(OutputStream.nullOutputStream());
                return new Answer(response.statusCode(), text, response.headers());
            }
        } catch (HttpTimeoutException e) {
            return Answer.none("no answer in time");
        } catch (ConnectException e) {
            return Answer.none("no connection");
        } catch (IOException e) {
            return Answer.none("closed");
        }
    }

    /** Cancels the sweeps that it sent. */
    void cancelSweeps() throws InterruptedException {
        for (String sweep : sweeps) {
            post(sweep + "/cancel", "");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
