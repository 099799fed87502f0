package dev.downhill.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Clients that send half of a body, or send it too slowly, or hang up. */
@ServiceTest(properties = {"server.tomcat.connection-timeout=400ms", "downhill.web.request-time=1s"})
class SlowBodiesTest {
    @Autowired
    private MemoryBudget budget;

    @Autowired
    private RequestShares shares;

    private final Service service;

    SlowBodiesTest(Service service) {
        this.service = service;
    }

    @AfterEach
    void nothingIsHeldAfterwards() throws Exception {
        Held.awaitNothing(budget, shares);
        assertThat(service.post(FirstLesson.JSON, "Prefer", "wait=10").statusCode())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"/jobs, application/json", "/sweeps, application/json", "/datasets, text/csv"})
    void answers408WhenAClientStopsInTheMiddle(String path, String type) throws Exception {
        try (var request = new RawRequest(service.port(), path, type, 1000)) {
            request.send("[1,2,");

            assertThat(request.answer()).startsWith("408").contains("did not arrive in time");
        }
    }

    @Test
    void answers408WhenAClientSendsTooSlowly() throws Exception {
        try (var request = RawRequest.ofJson(service.port(), "/jobs", 100_000);
                var clock = Executors.newSingleThreadScheduledExecutor()) {
            var drops = clock.scheduleAtFixedRate(() -> drop(request), 0, 50, TimeUnit.MILLISECONDS);

            assertThat(request.answer()).startsWith("408");
            drops.cancel(false);
        }
    }

    private static void drop(RawRequest request) {
        try {
            request.send("[");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void disconnectedClientHoldsNothing() throws Exception {
        try (var request = RawRequest.ofJson(service.port(), "/jobs", 1_000_000)) {
            request.send("{\"a\":[" + "{},".repeat(10_000));
            Held.awaitAtLeast(budget, 500_000);
        }
    }
}
