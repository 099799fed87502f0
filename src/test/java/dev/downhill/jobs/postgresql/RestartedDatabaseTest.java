package dev.downhill.jobs.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.Await;
import dev.downhill.FirstLesson;
import dev.downhill.service.Replica;
import dev.downhill.service.RestartableDatabase;
import dev.downhill.service.Service;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service whose database stops for a while. */
class RestartedDatabaseTest {
    private static final String SECONDS = """
            {"model": {"layers": [{"type": "linear", "units": 32, "activation": "tanh"}, {"type": "linear", "units": 2}]},
             "data": {"generator": "spiral", "n": 300}, "loss": "crossEntropy",
             "optimizer": {"type": "adam", "learningRate": 0.001}, "batchSize": 30, "steps": 20000,
             "record": {"every": 50, "parameters": "summary"}}""";

    @Test
    void endedJobsAreReadRunsGoOnAndNewJobsComeLater(@TempDir Path folder) throws Exception {
        try (var database = RestartableDatabase.in(folder);
                Replica replica = Replica.start(database.url())) {
            Service service = replica.service();
            String ended = Service.location(service.post(FirstLesson.JSON, "Prefer", "wait=10"));
            String runs = service.submitted(SECONDS);
            service.awaitStatus(runs, "running");

            database.stop();

            Await.until(
                    "new jobs are refused", () -> service.post(FirstLesson.JSON).statusCode() == 503);
            HttpResponse<String> refused = service.post(FirstLesson.JSON, "Prefer", "wait=10");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("5");
            assertThat(refused.body()).contains("database-unavailable");
            assertThat(service.get(ended).statusCode()).isEqualTo(200);
            HttpResponse<String> ready = service.get("/actuator/health/readiness");
            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(service.json(ready).at("/components/database/status").asString())
                    .isEqualTo("UNKNOWN");

            database.startAgain();

            service.awaitStatus(runs, "succeeded");
            Await.until(
                    "new jobs are taken",
                    () -> service.post(FirstLesson.JSON, "Prefer", "wait=10").statusCode() == 201);
            assertThat(service.json(service.get("/actuator/health/readiness"))
                            .at("/components/database/status")
                            .asString())
                    .isEqualTo("UP");
            assertThat(service.get("/actuator/prometheus", "Accept", "text/plain")
                            .body())
                    .contains(
                            "downhill_cluster_database 1.0",
                            "downhill_cluster_lease_age_seconds",
                            "downhill_cluster_claims_total",
                            "downhill_cluster_takeovers_total",
                            "downhill_cluster_lost_total",
                            "downhill_cluster_retries_total",
                            "hikaricp_connections_active");
        }
    }
}
