package dev.downhill.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.Socket;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests that no controller sees, methods that a path does not have, and media types that no answer has. */
@ServiceTest
class RefusedRequestsTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final Service service;

    RefusedRequestsTest(Service service) {
        this.service = service;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /jobs/%00",
                "GET /jobs/a%2Fb",
                "GET /jobs/%zz",
                "GET /jobs/%c3%28",
                "GET /jobs/{id}",
                "GET /jobs/<id>",
                "GET /jobs//x",
                "GET /jobs/%2e%2e/catalog",
                "GET /jobs/x;y=1",
                "GET /jobs/a%0Ab",
                "GET jobs"
            })
    void aPathThatHttpOrTheServiceForbidsIsAProblem(String request) throws Exception {
        String answer = raw(request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
        JsonNode problem = JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n{") + 4));
        assertThat(problem.get("type").asString()).isEqualTo("/problems/request-rejected");
        assertThat(problem.get("detail").asString()).isNotEmpty();
    }

    @Test
    void aHeaderThatIsTooLongIsAProblem() throws Exception {
        String answer = raw("GET /jobs HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(10_000)
                + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json", "is too long");
    }

    /** Browsers send brackets and bars of a query as they are. */
    @Test
    void bracketsInAQueryNeedNotBeEncoded() throws Exception {
        HttpResponse<String> job = service.post("""
                {"model": {"expression": "w * x", "parameters": {"w": [0.5]}}, "data": {"x": [2.0], "y": [6.0]},
                 "steps": 2}""", "Prefer", "wait=30");
        String path = Service.location(job) + "/steps/1?row=0&weight=w[0]";
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200").contains("\"weight\":\"w[0]\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PUT      | /jobs        | GET,HEAD,OPTIONS,POST
            DELETE   | /jobs        | GET,HEAD,OPTIONS,POST
            POST     | /jobs/x      | DELETE,GET,HEAD,OPTIONS
            GET      | /gradients   | OPTIONS,POST
            PROPFIND | /catalog     | GET,HEAD,OPTIONS
            FOO      | /catalog     | GET,HEAD,OPTIONS
            """)
    void anotherMethodIsRefusedWithAllThatThePathHas(String method, String path, String allowed) throws Exception {
        HttpResponse<String> answer = service.send(method, path, "{}");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("Allow").orElseThrow().split(", ?"))
                .containsExactlyInAnyOrder(allowed.split(","));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            application/json; charset=utf-16           | 200 | application/json
            application/json; version=2                | 200 | application/json
            text/plain; q=0.5, application/json; q=0.1 | 200 | text/plain;charset=UTF-8
            text/plain; q=0.1, */*                     | 200 | application/json
            application/json; q=0, text/*              | 200 | text/plain;charset=UTF-8
            application/json; q=0                      | 406 | application/problem+json
            image/webp                                 | 406 | application/problem+json
            """)
    void readsWhatARequestAccepts(String accept, int status, String type) throws Exception {
        String job = Service.location(service.post(FirstLesson.JSON, "Prefer", "wait=30"));
        HttpResponse<String> answer = service.get(job, "Accept", accept);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains(type);
    }

    @Test
    void namesAPathWithItsLastSlash() throws Exception {
        assertThat(service.json(service.get("/jobs/")).get("detail").asString())
                .isEqualTo("there is nothing at '/jobs/'");
    }

    private String raw(String request) throws Exception {
        try (var socket = new Socket("localhost", service.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
