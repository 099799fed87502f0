package dev.downhill.sweeps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One thread, one place in the queue: the same service as that of the test of the full queue. */
@ServiceTest(
        properties = {
            "downhill.jobs.threads=1",
            "downhill.jobs.queue-length=1",
            "downhill.jobs.retry-after=7s",
            "downhill.jobs.max-run-time=2s"
        })
class SweepsBeyondTheQueueTest {
    @Test
    void sweepLargerThanTheQueueLosesNothing(Service service) throws Exception {
        String sweep = Service.location(
                sweep(service, FirstLesson.JSON, "{\"/steps\": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]}"));

        JsonNode ended = SweepWatch.untilEnded(service, sweep);

        assertThat(ended.get("status").asString()).isEqualTo("finished");
        assertThat(ended.get("ranking")
                        .valueStream()
                        .map(trial -> trial.get("status").asString()))
                .hasSize(12)
                .containsOnly("succeeded");
    }

    @Test
    void cancelsJobsThatWaitForTheQueue(Service service) throws Exception {
        String sweep = Service.location(sweep(service, Service.LONG, "{\"/seed\": [1, 2, 3, 4, 5]}"));

        assertThat(service.send("POST", sweep + "/cancel", "").statusCode()).isEqualTo(202);

        JsonNode ended = SweepWatch.untilEnded(service, sweep);
        assertThat(ended.get("status").asString()).isEqualTo("cancelled");
        assertThat(ended.get("ranking")
                        .valueStream()
                        .filter(trial -> trial.get("job").isNull()))
                .as("one runs, one waits, and one may enter while they are cancelled")
                .hasSizeGreaterThanOrEqualTo(2);
    }

    private static HttpResponse<String> sweep(Service service, String specification, String grid) throws Exception {
        return service.send("POST", "/sweeps", "{\"specification\":" + specification + ",\"grid\":" + grid + "}");
    }
}
