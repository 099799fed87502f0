package dev.downhill.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One who guesses keys, behind the address of a classroom. */
@ServiceTest(
        properties = {
            "downhill.security.keys.students.ada=engine",
            "downhill.security.keys.students.alan=enigma",
            "downhill.security.keys.students.grace=a-compiler-of-1952",
            "downhill.security.wrong-keys-per-minute=3"
        })
class WrongKeysTest {
    private final Service service;

    WrongKeysTest(Service service) {
        this.service = service;
    }

    @Test
    void guessingClientMustWaitAndLocksNobodyOut() throws Exception {
        assertThat(with("Bearer engine").statusCode()).isEqualTo(200);

        HttpResponse<String> answer = with("Bearer guess");
        assertThat(answer.statusCode()).isEqualTo(401);
        String basic = Base64.getEncoder().encodeToString("ada:guess".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 100 && answer.statusCode() == 401; i++) {
            answer = with(i % 2 == 0 ? "Basic " + basic : "Basic not-base-64");
        }

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("/problems/too-many-wrong-keys").doesNotContain("guess");
        assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 20);
        assertThat(with("Bearer engine").statusCode())
                .as("a key that was right here before")
                .isEqualTo(200);
        assertThat(with("Bearer a-compiler-of-1952").statusCode())
                .as("a key that nobody guesses")
                .isEqualTo(200);
        assertThat(service.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesAGuessedWeakKeyLikeAWrongOne() {
        var wrong = wrongKeys(2);
        var weak = new KeyRing.Key("student alan", new byte[0], false, false);

        assertThat(wrong.count("192.0.2.1")).isEmpty();
        assertThat(wrong.count("192.0.2.1")).isEmpty();
        assertThat(wrong.count("192.0.2.1")).isPresent();

        assertThat(wrong.letsIn(weak, "192.0.2.1")).isFalse();
        assertThat(wrong.letsIn(weak, "192.0.2.2")).isTrue();
    }

    @Test
    void ipv6AddressCountsAsItsNetwork() {
        var wrong = wrongKeys(1);

        assertThat(wrong.count("2001:db8::1")).isEmpty();

        assertThat(wrong.count("2001:db8:0:0:ffff::2")).isPresent();
        assertThat(wrong.count("2001:db8:0:1::1")).isEmpty();
        assertThat(wrong.count("not an address")).isEmpty();
        assertThat(wrong.count("not an address")).isPresent();
    }

    private static WrongKeys wrongKeys(int perMinute) {
        return new WrongKeys(
                new SecurityProperties(new SecurityProperties.Keys(null, Map.of()), perMinute),
                (what, rate) -> new LocalRates(rate));
    }

    private HttpResponse<String> with(String authorization) throws Exception {
        return service.get("/jobs", "Authorization", authorization);
    }
}
