package dev.downhill.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.Await;
import dev.downhill.service.Service;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 4, unit = TimeUnit.MINUTES)
class StoppedImageIT {
    private static final int SIGTERM = 143;

    @Test
    void keysCloseTheServiceAndAStopCancelsTheRunAndTellsItsReader() throws Exception {
        try (var container = new DownhillContainer()
                .withEnv("DOWNHILL_SECURITY_KEYS_TEACHER", "chalk-chalk-chalk")
                .withEnv("DOWNHILL_SECURITY_KEYS_STUDENTS_ADA", "engine-engine-engine")) {
            container.start();
            Service service = container.service();
            String[] ada = {"Authorization", "Bearer engine-engine-engine"};
            assertThat(service.get("/jobs").statusCode()).isEqualTo(401);
            assertThat(service.get("/sign-in").statusCode()).isEqualTo(200);
            String job = Service.location(service.post(Service.LONG, ada));
            var reader = CompletableFuture.supplyAsync(() -> read(service, job, ada));
            assertThat(service.get(job, "Authorization", "Bearer chalk-chalk-chalk")
                            .statusCode())
                    .isEqualTo(200);
            Await.until(
                    "the job runs",
                    () -> service.json(service.get(job, ada))
                            .get("status")
                            .asString()
                            .equals("running"));

            assertThat(container.terminate()).isEqualTo(SIGTERM);

            List<String> events = reader.get(30, TimeUnit.SECONDS);
            assertThat(events.getLast()).isEqualTo("event:finished");
        }
    }

    /** Returns the names of a job's events to the end of its stream. */
    private static List<String> read(Service service, String job, String... headers) {
        try (Stream<String> lines = service.events(job, headers).body()) {
            return lines.filter(line -> line.startsWith("event:")).toList();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
