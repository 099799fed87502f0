package dev.downhill.survival;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which first bytes of a connection go to the threads of health: whole requests for it, and nothing that could hold them. */
class HealthFirstEndpointTest {
    private final HealthFirstEndpoint endpoint = new HealthFirstEndpoint();

    private boolean isForHealth(String head) {
        return endpoint.isForHealth(ByteBuffer.wrap(head.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /actuator/health HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /actuator/health/readiness HTTP/1.0\r\n\r\n",
                "HEAD /actuator/health/liveness HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /actuator/health?x=1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /actuator/health HTTP/1.1\r\nUpgrade: h2c\r\n\r\n"
            })
    void recognizesAWholeRequestForHealth(String head) {
        assertThat(isForHealth(head)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET ",
                "GET /actuator/health",
                "GET /actuator/health HTTP/1.1\r\nHost: localhost\r\n",
                "GET /actuator/healthy HTTP/1.1\r\n\r\n",
                "GET /actuator/metrics HTTP/1.1\r\n\r\n",
                "POST /actuator/health HTTP/1.1\r\n\r\n",
                "POST /jobs HTTP/1.1\r\n\r\n",
                "GET /actuator/health HTTP/1.1\r\nContent-Length: 1000\r\n\r\n",
                "GET /actuator/health HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n"
            })
    void recognizesNothingElse(String head) {
        assertThat(isForHealth(head)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/manage/health", "/behind/a/proxy/health"})
    void recognizesTheConfiguredPath(String path) {
        endpoint.setPath(path);

        assertThat(isForHealth("GET " + path + " HTTP/1.1\r\n\r\n")).isTrue();
        assertThat(isForHealth("GET /actuator/health HTTP/1.1\r\n\r\n")).isFalse();
    }
}
