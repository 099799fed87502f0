package dev.downhill.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What browsers are told, and who watches the service is shown. */
@ServiceTest(properties = {"downhill.web.cors-origins=https://lesson.example", "downhill.web.posts-per-second=10"})
class BrowsersTest {
    private final Service service;

    BrowsersTest(Service service) {
        this.service = service;
    }

    private HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        return service.send(method, path, "", headers);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    void aPageOfANamedOriginMayUseTheService() throws Exception {
        HttpResponse<String> preflight = send(
                "OPTIONS",
                "/jobs",
                "Origin",
                "https://lesson.example",
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "content-type,prefer");
        HttpResponse<String> answer = send("GET", "/jobs", "Origin", "https://lesson.example");

        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(header(preflight, "Access-Control-Allow-Origin")).isEqualTo("https://lesson.example");
        assertThat(header(preflight, "Access-Control-Allow-Headers")).contains("prefer");
        assertThat(header(answer, "Access-Control-Expose-Headers")).contains("Location", "Retry-After");
    }

    @Test
    void aPageOfAnotherOriginMayNot() throws Exception {
        HttpResponse<String> answer = send("GET", "/jobs", "Origin", "https://elsewhere.example");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEmpty();
        assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(service.json(answer).get("type").asString()).isEqualTo("/problems/origin-not-allowed");
    }

    @Test
    void aPageOfAnyOriginMayLoadTheFigureButNothingElse() throws Exception {
        HttpResponse<String> script = send("GET", "/embed/downhill-run.js", "Origin", "https://elsewhere.example");
        HttpResponse<String> frame = send("GET", "/embed/frame.html", "Origin", "https://elsewhere.example");

        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(header(script, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(header(script, "Access-Control-Allow-Credentials")).isEmpty();
        assertThat(frame.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /",
        "HEAD, /",
        "GET, /jobs",
        "HEAD, /jobs",
        "GET, /nowhere",
        "GET, /embed",
        "GET, /embed/frame.html"
    })
    void everyAnswerHasSecurityHeaders(String method, String path) throws Exception {
        HttpResponse<String> answer = send(method, path);

        assertThat(header(answer, "Content-Security-Policy"))
                .startsWith("default-src 'self'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    void actuatorShowsHealthInfoMetricsAndComponentsAlone() throws Exception {
        JsonNode links =
                new JsonMapper().readTree(send("GET", "/actuator").body()).get("_links");

        assertThat(links.propertyNames())
                .containsExactlyInAnyOrder(
                        "self",
                        "health",
                        "health-path",
                        "info",
                        "metrics",
                        "metrics-requiredMetricName",
                        "prometheus",
                        "sbom",
                        "sbom-id");
        assertThat(send("GET", "/actuator/env").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/actuator/health/readiness").body()).contains("UP");
        assertThat(send("GET", "/actuator/prometheus").body())
                .contains("downhill_jobs_waiting{", "downhill_jobs_stored_bytes", "downhill_jobs_running{");
    }

    @Test
    void problemNamesTheTraceOfItsRequest() throws Exception {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        HttpResponse<String> traced = send("GET", "/jobs/none", "traceparent", "00-" + trace + "-00f067aa0ba902b7-01");
        HttpResponse<String> untraced = send("GET", "/nowhere");

        assertThat(new JsonMapper().readTree(traced.body()).get("traceId").asString())
                .isEqualTo(trace);
        assertThat(new JsonMapper().readTree(untraced.body()).get("traceId").asString())
                .matches("[0-9a-f]{32}");
    }

    @Test
    void tooManyPostsAreToldWhenToRetry() throws Exception {
        HttpResponse<String> answer = send("POST", "/jobs");
        for (int i = 0; i < 1000 && answer.statusCode() != 429; i++) {
            answer = send("POST", "/jobs");
        }

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(header(answer, "Retry-After")).isEqualTo("1");
        assertThat(answer.body()).contains("/problems/too-many-requests", "10 POST requests a second");
        assertThat(send("GET", "/jobs").statusCode()).isEqualTo(200);
    }
}
