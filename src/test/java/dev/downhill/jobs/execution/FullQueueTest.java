package dev.downhill.jobs.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One thread, one place in the queue, and jobs that run until their time is over. */
@ServiceTest(
        properties = {
            "downhill.jobs.threads=1",
            "downhill.jobs.queue-length=1",
            "downhill.jobs.retry-after=7s",
            "downhill.jobs.max-run-time=2s"
        })
class FullQueueTest {
    @Test
    void fullQueueAnswers429AndLosesNoAcceptedJob(Service service) throws Exception {
        List<String> accepted = new ArrayList<>();
        HttpResponse<String> answer = service.post(Service.LONG);
        while (answer.statusCode() == 202) {
            accepted.add(Service.location(answer));
            answer = service.post(Service.LONG);
        }

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(service.json(answer).get("detail").asString()).endsWith("; try again in 7 s");
        assertThat(accepted).hasSizeBetween(1, 3);
        for (String location : accepted) {
            service.awaitStatus(location, "succeeded");
            assertThat(service.get(location, "Accept", "text/plain").body()).contains("timedOut after");
        }
    }
}
