package dev.downhill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** One thread, one place in the queue, and jobs that run until their time is over. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "downhill.jobs.threads=1",
            "downhill.jobs.queue-length=1",
            "downhill.jobs.retry-after=7s",
            "downhill.jobs.max-run-time=2s"
        })
class FullQueueTest {
    private static final String LONG = """
            {"model":{"layers":[{"type":"linear","units":64,"activation":"tanh"},{"type":"linear","units":2}]},\
            "data":{"generator":"spiral","n":400},\
            "optimizer":{"type":"sgd","learningRate":1e-9},"steps":10000000}""";

    @LocalServerPort
    private int port;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void aFullQueueAnswers429AndNothingThatWasAcceptedIsLost() throws Exception {
        List<String> accepted = new ArrayList<>();
        HttpResponse<String> answer = post();
        while (answer.statusCode() == 202) {
            accepted.add(answer.headers().firstValue("Location").orElseThrow());
            answer = post();
        }

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(accepted).hasSizeBetween(1, 3);
        for (String location : accepted) {
            assertThat(awaitEnd(location)).contains("timedOut after");
        }
    }

    private String awaitEnd(String location) throws Exception {
        String text = get(location);
        while (text.endsWith("queued\n") || text.endsWith("running\n")) {
            Thread.sleep(50);
            text = get(location);
        }
        return text;
    }

    private String get(String location) throws Exception {
        var request = HttpRequest.newBuilder(uri(location))
                .header("Accept", "text/plain")
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    private HttpResponse<String> post() throws Exception {
        var request = HttpRequest.newBuilder(uri("/jobs"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(LONG))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
