package dev.downhill.jobs.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@ServiceTest(properties = "downhill.jobs.threads=1")
class JobLifeTest {
    private final Service service;

    JobLifeTest(Service service) {
        this.service = service;
    }

    @Test
    void cancelledRunKeepsItsRecordedPoints() throws Exception {
        String job = service.submitted(Service.LONG);
        service.awaitFirstPoint(job);

        HttpResponse<String> answer = service.send("POST", job + "/cancel", "");

        assertThat(answer.statusCode()).isEqualTo(202);
        service.awaitStatus(job, "cancelled");
        JsonNode ended = service.json(service.get(job));
        assertThat(ended.get("outcome").asString()).isEqualTo("cancelled");
        assertThat(ended.get("error").asString()).isEqualTo("cancelled by request");
        assertThat(ended.at("/trajectory/step").size()).isPositive();
    }

    @Test
    void cancelsAQueuedJobAtOnce() throws Exception {
        String running = service.submitted(Service.LONG);
        String waiting = service.submitted(Service.LONG);

        assertThat(service.send("POST", waiting + "/cancel", "").statusCode()).isEqualTo(202);

        assertThat(service.status(waiting)).isEqualTo("cancelled");
        assertThat(service.send("DELETE", running, "").statusCode()).isEqualTo(204);
    }

    @Test
    void countsACancelledJobOnce() throws Exception {
        // As soon as one runs, the only thread of its lane has counted those before it.
        String job = running();
        double before = cancelled();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (int i = 0; i < 10; i++) {
                String cancel = job + "/cancel";
                threads.invokeAll(Collections.nCopies(3, () -> service.send("POST", cancel, "")));
                service.awaitStatus(job, "cancelled");
                job = running();
            }
        }

        assertThat(cancelled() - before).isEqualTo(10);
        assertThat(service.send("DELETE", job, "").statusCode()).isEqualTo(204);
    }

    private String running() throws Exception {
        String job = service.submitted(Service.LONG);
        service.awaitStatus(job, "running");
        return job;
    }

    private double cancelled() throws Exception {
        HttpResponse<String> metric = service.get("/actuator/metrics/downhill.jobs.ended?tag=status:cancelled");
        return metric.statusCode() == 404
                ? 0
                : service.json(metric).at("/measurements/0/value").doubleValue();
    }

    @Test
    void doesNotCancelAnEndedJob() throws Exception {
        String job = Service.location(service.post(FirstLesson.JSON, "Prefer", "wait=10"));

        HttpResponse<String> answer = service.send("POST", job + "/cancel", "");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(service.json(answer).get("type").asString()).isEqualTo("/problems/job-ended");
        assertThat(service.status(job)).isEqualTo("succeeded");
    }

    @Test
    void aDeletedJobIsGone() throws Exception {
        String job = service.submitted(Service.LONG);

        assertThat(service.send("DELETE", job, "").statusCode()).isEqualTo(204);

        assertThat(service.get(job).statusCode()).isEqualTo(404);
        assertThat(service.send("DELETE", job, "").statusCode()).isEqualTo(404);
    }

    @Test
    void smallJobDoesNotWaitForALongOne() throws Exception {
        String running = service.submitted(Service.LONG);
        service.awaitStatus(running, "running");

        HttpResponse<String> answer = service.post(FirstLesson.JSON, "Prefer", "wait=10");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(service.status(running)).isEqualTo("running");
        service.send("DELETE", running, "");
    }

    @Test
    void oneClientCannotFillTheQueue() throws Exception {
        List<String> accepted = new ArrayList<>();
        HttpResponse<String> answer = service.post(Service.LONG);
        while (answer.statusCode() == 202) {
            accepted.add(Service.location(answer));
            answer = service.post(Service.LONG);
        }

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(service.json(answer).get("detail").asString()).startsWith("your share of the job queue is full");
        assertThat(accepted).hasSizeBetween(500, 501);
        for (String job : accepted) {
            service.send("DELETE", job, "");
        }
        assertThat(service.post(FirstLesson.JSON, "Prefer", "wait=10").statusCode())
                .isEqualTo(201);
    }

    @Test
    void theSameKeyAndBodyMakeOneJob() throws Exception {
        List<Callable<String>> requests = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            requests.add(() -> Service.location(service.post(FirstLesson.JSON, "Idempotency-Key", "lesson 1")));
        }
        var locations = new HashSet<String>();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (Future<String> location : threads.invokeAll(requests)) {
                locations.add(location.get());
            }
        }

        assertThat(locations).hasSize(1);
    }

    @Test
    void theSameKeyWithAnotherBodyIsAProblem() throws Exception {
        service.post(FirstLesson.JSON, "Idempotency-Key", "lesson 2");

        HttpResponse<String> answer =
                service.post(FirstLesson.JSON.replace("0.1", "0.2"), "Idempotency-Key", "lesson 2");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(service.json(answer).get("type").asString()).isEqualTo("/problems/idempotency-key-reused");
    }

    @Test
    void keyOfADeletedJobMakesANewJob() throws Exception {
        String first =
                Service.location(service.post(FirstLesson.JSON, "Idempotency-Key", "lesson 4", "Prefer", "wait=10"));
        assertThat(service.send("DELETE", first, "").statusCode()).isEqualTo(204);

        String second =
                Service.location(service.post(FirstLesson.JSON, "Idempotency-Key", "lesson 4", "Prefer", "wait=10"));
        String again =
                Service.location(service.post(FirstLesson.JSON, "Idempotency-Key", "lesson 4", "Prefer", "wait=10"));

        assertThat(second).isNotEqualTo(first);
        assertThat(again).isEqualTo(second);
        assertThat(service.get(first).statusCode()).isEqualTo(404);
        assertThat(service.send("DELETE", second, "").statusCode()).isEqualTo(204);
        assertThat(service.post(FirstLesson.JSON.replace("0.1", "0.2"), "Idempotency-Key", "lesson 4")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void invalidSpecificationDoesNotUseUpAKey() throws Exception {
        String faulty = FirstLesson.JSON.replace("w * x", "v * x");
        assertThat(service.post(faulty, "Idempotency-Key", "lesson 3").statusCode())
                .isEqualTo(422);

        assertThat(service.post(FirstLesson.JSON, "Idempotency-Key", "lesson 3").statusCode())
                .isEqualTo(202);
    }

    @Test
    void unchangedJobIsNotSentAgain() throws Exception {
        String job = Service.location(service.post(FirstLesson.JSON, "Prefer", "wait=10"));
        String tag = service.get(job).headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> answer = service.get(job, "If-None-Match", tag);

        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertThat(service.get(job, "If-None-Match", "\"another\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    void pagesFollowEachOtherWithoutAGapWhileJobsArrive() throws Exception {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sent.add(Service.location(service.post(FirstLesson.JSON, "Prefer", "wait=10")));
        }
        JsonNode first = service.json(service.get("/jobs?status=succeeded&limit=2"));
        service.submitted(FirstLesson.JSON);
        JsonNode second = service.json(service.get(
                "/jobs?status=succeeded&limit=2&after=" + first.get("next").asString()));

        assertThat(paths(first)).containsExactly(sent.get(4), sent.get(3));
        assertThat(paths(second)).containsExactly(sent.get(2), sent.get(1));
    }

    private static List<String> paths(JsonNode page) {
        return page.get("jobs")
                .valueStream()
                .map(job -> job.get("self").asString())
                .toList();
    }
}
