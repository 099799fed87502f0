package dev.downhill.jobs.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.Await;
import dev.downhill.FirstLesson;
import dev.downhill.service.Replica;
import dev.downhill.service.Service;
import dev.downhill.service.TestDatabase;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two services on one database: each answers for the jobs of the other. */
class ReplicasTest {
    /** A run of about two seconds that records every step. */
    private static final String SECONDS = """
            {"model": {"layers": [{"type": "linear", "units": 32, "activation": "tanh"}, {"type": "linear", "units": 2}]},
             "data": {"generator": "spiral", "n": 300}, "loss": "crossEntropy",
             "optimizer": {"type": "adam", "learningRate": 0.001}, "batchSize": 30, "steps": 6000,
             "record": {"every": 5, "parameters": "summary"}}""";

    private static final String MANY_SECONDS =
            SECONDS.replace("6000", "200000").replace("\"every\": 5", "\"every\": 50");

    private static final String URL = TestDatabase.create();
    private static Replica first;
    private static Replica second;

    @BeforeAll
    static void start() {
        first = replica();
        second = replica();
    }

    private static Replica replica() {
        return Replica.start(URL, "downhill.jobs.threads=1", "downhill.cluster.lease=1500ms");
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    private static String submitted(Service service, String body, String... headers) throws Exception {
        return Service.location(service.post(body, headers));
    }

    private static JsonNode ended(Service service, String job) throws Exception {
        Await.until("the job has ended", () -> service.status(job).matches("succeeded|failed|cancelled"));
        return service.json(service.get(job));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/trajectory", "/plot", "/steps/3", "/graph", "/model", "/data", "/loss-surface?points=5"})
    void jobOfAnotherReplicaAnswersTheSame(String part) throws Exception {
        HttpResponse<String> created = first.service().post(FirstLesson.JSON, "Prefer", "wait=10");
        assertThat(created.statusCode()).isEqualTo(201);
        String job = Service.location(created);

        HttpResponse<String> here = first.service().get(job + part);
        HttpResponse<String> there = second.service().get(job + part);

        assertThat(here.statusCode()).isEqualTo(200);
        assertThat(there.statusCode()).isEqualTo(200);
        assertThat(there.body()).isEqualTo(here.body());
    }

    @Test
    void readerAtAnotherReplicaSeesEveryPointOnce() throws Exception {
        String job = submitted(first.service(), SECONDS);

        List<String> live = events(second.service(), job);
        List<String> after = events(first.service(), job);

        assertThat(steps(live)).isEqualTo(steps(after)).hasSizeGreaterThan(1000).doesNotHaveDuplicates();
        assertThat(live).anyMatch(line -> line.startsWith("event:finished"));
        assertThat(live.stream().filter("event:steps"::equals).count()).isGreaterThan(3);
    }

    @Test
    void readerGoesOnAtAnotherReplica() throws Exception {
        String job = submitted(first.service(), SECONDS);
        String seen;
        try (Stream<String> lines = first.service().events(job).body()) {
            seen = lines.filter(line -> line.startsWith("id:") && !line.equals("id:0"))
                    .findFirst()
                    .orElseThrow();
        }
        int points = Integer.parseInt(seen.substring(3));

        List<String> rest;
        try (Stream<String> lines = second.service()
                .events(job, "Last-Event-ID", String.valueOf(points))
                .body()) {
            rest = lines.toList();
        }

        List<Long> whole = steps(events(first.service(), job));
        assertThat(steps(rest)).isEqualTo(whole.subList(points, whole.size()));
    }

    private static List<String> events(Service service, String job) throws Exception {
        try (Stream<String> lines = service.events(job).body()) {
            return lines.toList();
        }
    }

    private static List<Long> steps(List<String> lines) {
        var json = new JsonMapper();
        return lines.stream()
                .filter(line -> line.startsWith("data:") && line.contains("\"step\":["))
                .map(line -> json.readTree(line.substring(5)))
                .flatMap(data -> data.get("step").valueStream().map(JsonNode::asLong))
                .toList();
    }

    @Test
    void jobIsCancelledAtAnotherReplica() throws Exception {
        String job = submitted(first.service(), Service.LONG);
        first.service().awaitStatus(job, "running");

        HttpResponse<String> answer = second.service().send("POST", job + "/cancel", "");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(ended(first.service(), job).get("status").asString()).isEqualTo("cancelled");
        assertThat(ended(second.service(), job).get("outcome").asString()).isEqualTo("cancelled");
    }

    @Test
    void deletedJobIsGoneEverywhere() throws Exception {
        String job = submitted(first.service(), Service.LONG);
        second.service().awaitStatus(job, "running");

        assertThat(second.service().send("DELETE", job, "").statusCode()).isEqualTo(204);

        assertThat(second.service().get(job).statusCode()).isEqualTo(404);
        Await.until("the other replica knows", () -> first.service().get(job).statusCode() == 404);
        CompletableFuture<String> next = CompletableFuture.supplyAsync(() -> status(first.service(), FirstLesson.JSON));
        assertThat(next.get(20, TimeUnit.SECONDS)).isEqualTo("succeeded");
    }

    private static String status(Service service, String body) {
        try {
            return service.json(service.post(body, "Prefer", "wait=10"))
                    .get("status")
                    .asString();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void waitingJobsRunWhereThreadsAreFree() throws Exception {
        List<String> jobs = List.of(submitted(first.service(), Service.LONG), submitted(first.service(), Service.LONG));

        Await.until("both run", () -> jobs.stream().allMatch(job -> running(second.service(), job)));

        for (String job : jobs) {
            assertThat(second.service().send("DELETE", job, "").statusCode()).isEqualTo(204);
        }
    }

    private static boolean running(Service service, String job) {
        try {
            return service.status(job).equals("running");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void keyStandsForOneJobAtBothReplicas() throws Exception {
        String one = submitted(first.service(), FirstLesson.JSON, "Idempotency-Key", "lesson");
        String again = submitted(second.service(), FirstLesson.JSON, "Idempotency-Key", "lesson");
        HttpResponse<String> other =
                second.service().post(FirstLesson.JSON.replace("0.1", "0.2"), "Idempotency-Key", "lesson");

        assertThat(again).isEqualTo(one);
        assertThat(other.statusCode()).isEqualTo(422);
    }

    @Test
    void listShowsTheJobsOfAllReplicas() throws Exception {
        String one = submitted(first.service(), FirstLesson.JSON);
        String two = submitted(second.service(), FirstLesson.JSON);

        List<String> listed = first.service()
                .json(first.service().get("/jobs?limit=2"))
                .get("jobs")
                .valueStream()
                .map(job -> job.get("self").asString())
                .toList();

        assertThat(listed).containsExactly(two, one);
    }

    @Test
    void jobTakesItsUploadedDataSetAlong() throws Exception {
        HttpResponse<String> uploaded =
                first.service().send("POST", "/datasets", "x,y\n1,2\n2,4\n3,6\n", "Content-Type", "text/csv");
        String id = first.service().json(uploaded).get("id").asString();
        String job = submitted(first.service(), """
                {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"datasetId": "%s"},
                 "steps": 20}""".formatted(id));
        String here = fingerprint(first.service(), job);

        assertThat(first.service().send("DELETE", "/datasets/" + id, "").statusCode())
                .isEqualTo(204);

        assertThat(fingerprint(second.service(), job)).isEqualTo(here);
        assertThat(second.service().get(job + "/steps/5").statusCode()).isEqualTo(200);
        HttpResponse<String> fork = second.service().send("POST", job + "/forks", "{\"step\": 5}", "Prefer", "wait=10");
        assertThat(fork.statusCode()).isEqualTo(201);
    }

    @Test
    void everyReplicaHasAnUploadedDataSet() throws Exception {
        HttpResponse<String> uploaded =
                first.service().send("POST", "/datasets?name=lengths", "x,y\n1,2\n2,4\n", "Content-Type", "text/csv");
        String id = first.service().json(uploaded).get("id").asString();

        assertThat(second.service().get("/datasets").body()).contains(id).contains("lengths");
        assertThat(second.service().get("/datasets/" + id).body()).isEqualTo(uploaded.body());
        HttpResponse<String> job = second.service().post("""
                {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"datasetId": "%s"},
                 "steps": 20}""".formatted(id), "Prefer", "wait=10");
        assertThat(second.service().json(job).get("status").asString()).isEqualTo("succeeded");
        assertThat(second.service().send("DELETE", "/datasets/" + id, "").statusCode())
                .isEqualTo(204);
        assertThat(first.service().get("/datasets/" + id).statusCode()).isEqualTo(404);
    }

    private static final String SWEEP = """
            {"specification": %s, "grid": {"/optimizer/learningRate": %s}}""";

    private static JsonNode endedSweep(Service service, String sweep) throws Exception {
        Await.until("the sweep has ended", () -> !service.status(sweep).equals("running"));
        return service.json(service.get(sweep));
    }

    @Test
    void everyReplicaShowsASweep() throws Exception {
        String sweep = Service.location(
                first.service().send("POST", "/sweeps", SWEEP.formatted(FirstLesson.JSON, "[0.01, 0.1, 0.3, 9.0]")));

        JsonNode ended = endedSweep(second.service(), sweep);

        assertThat(ended.get("status").asString()).isEqualTo("finished");
        assertThat(ended.at("/progress/ended").asInt()).isEqualTo(4);
        assertThat(ended.at("/ranking/0/rank").asInt()).isEqualTo(1);
        assertThat(ended).isEqualTo(endedSweep(first.service(), sweep));
        assertThat(second.service().get(sweep + "/plot").statusCode()).isEqualTo(200);
        assertThat(second.service().get("/sweeps").body()).contains(sweep);
        assertThat(second.service().send("DELETE", sweep, "").statusCode()).isEqualTo(204);
        assertThat(first.service().get(sweep).statusCode()).isEqualTo(404);
    }

    @Test
    void sweepIsCancelledAtAnotherReplica() throws Exception {
        String sweep = Service.location(first.service()
                .send("POST", "/sweeps", SWEEP.formatted(Service.LONG, "[1e-9, 2e-9, 3e-9, 4e-9, 5e-9]")));
        Await.until(
                "a job runs", () -> second.service().get(sweep).body().contains("\"status\":\"running\",\"outcome\""));

        assertThat(second.service().send("POST", sweep + "/cancel", "").statusCode())
                .isEqualTo(202);

        JsonNode ended = endedSweep(first.service(), sweep);
        assertThat(ended.get("status").asString()).isEqualTo("cancelled");
        assertThat(ended.get("ranking")
                        .valueStream()
                        .map(trial -> trial.get("status").asString()))
                .containsOnly("cancelled");
    }

    @Test
    void sweepOfAStoppedReplicaGoesOn() throws Exception {
        // A queue of one job: the rest waits for the sweep to hand it out.
        Replica third = Replica.start(
                URL, "downhill.jobs.threads=1", "downhill.jobs.queue-length=1", "downhill.cluster.lease=1500ms");
        String values = "[1e-4, 2e-4, 3e-4, 4e-4, 5e-4, 6e-4, 7e-4, 8e-4]";
        String sweep = Service.location(third.service().send("POST", "/sweeps", SWEEP.formatted(SECONDS, values)));
        Await.until(
                "a job is handed out", () -> third.service().get(sweep).body().contains("\"jobId\":\""));

        third.close();

        JsonNode ended = endedSweep(second.service(), sweep);
        assertThat(ended.get("ranking")
                        .valueStream()
                        .map(trial -> trial.get("status").asString()))
                .hasSize(8)
                .containsOnly("succeeded");
    }

    @Test
    void stoppedReplicaHandsItsRunOver() throws Exception {
        Replica third = replica();
        String expected = fingerprint(second.service(), submitted(second.service(), MANY_SECONDS));
        String job = submitted(third.service(), MANY_SECONDS);
        third.service().awaitStep(job, 5000);
        assertThat(third.service().status(job)).isEqualTo("running");

        third.close();

        assertThat(fingerprint(second.service(), job)).isEqualTo(expected);
    }

    @Test
    void runOfAStoppedReplicaWaitsForNoOtherQueue() throws Exception {
        Replica third = replica();
        String job = submitted(third.service(), MANY_SECONDS);
        third.service().awaitStep(job, 5000);
        List<String> running =
                List.of(submitted(first.service(), Service.LONG), submitted(first.service(), Service.LONG));
        Await.until("every thread is busy", () -> running.stream().allMatch(one -> running(second.service(), one)));
        List<String> queued =
                List.of(submitted(first.service(), Service.LONG), submitted(second.service(), Service.LONG));

        third.close();
        Await.until("another replica has the run", () -> has(job));
        for (String one : running) {
            assertThat(first.service().send("DELETE", one, "").statusCode()).isEqualTo(204);
        }

        assertThat(ended(second.service(), job).get("status").asString()).isEqualTo("succeeded");
        for (String one : queued) {
            assertThat(first.service().send("DELETE", one, "").statusCode()).isEqualTo(204);
        }
    }

    /** Returns whether a replica has taken a job. */
    private static boolean has(String job) {
        return JdbcClient.create(new DriverManagerDataSource(URL))
                        .sql(
                                "SELECT count(*) FROM job WHERE id = :id AND owner IS NOT NULL AND owner = ANY(SELECT id FROM replica)")
                        .param("id", job.substring(job.lastIndexOf('/') + 1))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private static String fingerprint(Service service, String job) throws Exception {
        return ended(service, job).at("/result/fingerprint").asString();
    }
}
