package dev.downhill.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.Await;
import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import jakarta.servlet.Filter;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Requests for which memory runs out, in a controller and before any. */
@ServiceTest(properties = {"downhill.survival.errors=3", "downhill.survival.window=10m"})
@Import(OutOfMemoryTest.Hungry.class)
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OutOfMemoryTest {
    private final Service service;

    OutOfMemoryTest(Service service) {
        this.service = service;
    }

    @TestConfiguration
    static class Hungry {
        @RestController
        static class Controller {
            /** No array is so long, so the JVM throws as if the heap were full. */
            @GetMapping("/hungry/controller")
            int length() {
                return Arrays.hashCode(new long[Integer.MAX_VALUE]);
            }
        }

        @Bean
        FilterRegistrationBean<Filter> hungryFilter() {
            var registration = new FilterRegistrationBean<Filter>((request, response, chain) -> {
                throw new OutOfMemoryError("of a test");
            });
            registration.addUrlPatterns("/hungry/filter");
            return registration;
        }
    }

    private void runsOutOfMemory(String path) throws Exception {
        HttpResponse<String> answer = service.get(path);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(service.json(answer).get("type").asString()).isEqualTo("/problems/out-of-memory");
    }

    @Test
    @Order(1)
    void answersARequestWithoutMemoryAndTheNext() throws Exception {
        runsOutOfMemory("/hungry/controller");
        runsOutOfMemory("/hungry/filter");

        assertThat(service.post(FirstLesson.JSON, "Prefer", "wait=10").statusCode())
                .isEqualTo(201);
        assertThat(service.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(service.get("/actuator/prometheus").body()).contains("downhill_out_of_memory_total 2.0");
    }

    @Test
    @Order(2)
    void livenessBreaksAfterTooManyErrors() throws Exception {
        runsOutOfMemory("/hungry/controller");
        runsOutOfMemory("/hungry/controller");

        Await.until(
                "liveness is broken",
                () -> service.get("/actuator/health/liveness").statusCode() == 503);
    }
}
