package dev.downhill.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.service.Classroom;
import dev.downhill.service.Service;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A classroom in which everyone has a key. */
@Classroom
class KeysTest {
    private static final String[] TEACHER = {"Authorization", Classroom.TEACHER};
    private static final String[] ADA = {"Authorization", Classroom.ADA};
    private static final String[] ALAN = {"Authorization", Classroom.ALAN};

    private final Service service;

    KeysTest(Service service) {
        this.service = service;
    }

    @Test
    void clientWithoutAKeyIsAskedForOne() throws Exception {
        HttpResponse<String> answer = service.get("/jobs");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().allValues("WWW-Authenticate"))
                .containsExactly("Basic realm=\"Downhill\"", "Bearer realm=\"Downhill\"");
        assertThat(service.json(answer).get("type").asString()).isEqualTo("/problems/key-missing");
        assertThat(service.get("/jobs", "Authorization", "Bearer guess").statusCode())
                .isEqualTo(401);
        assertThat(service.get("/jobs", "Authorization", "Bearer").statusCode()).isEqualTo(401);
        assertThat(service.get("/swagger-ui/index.html").statusCode()).isEqualTo(401);
    }

    @Test
    void healthNeedsNoKey() throws Exception {
        assertThat(service.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(service.get("/actuator/prometheus").statusCode()).isEqualTo(401);
    }

    @Test
    void studentSeesAndChangesOnlyOwnJobs() throws Exception {
        String job = Service.location(service.post(FirstLesson.JSON, ADA));

        assertThat(service.get(job, ADA).statusCode()).isEqualTo(200);
        assertThat(service.get("/jobs", ADA).body()).contains(job);

        assertThat(service.get("/jobs", ALAN).body()).doesNotContain(job);
        for (String part : new String[] {"", "/trajectory", "/events"}) {
            assertThat(service.get(job + part, ALAN).statusCode()).as(part).isEqualTo(404);
        }
        assertThat(service.send("POST", job + "/cancel", "", ALAN).statusCode()).isEqualTo(404);
        assertThat(service.send("DELETE", job, "", ALAN).statusCode()).isEqualTo(404);
        assertThat(service.get(job, ADA).statusCode()).isEqualTo(200);
    }

    @Test
    void teacherSeesAndChangesAllJobs() throws Exception {
        String job = Service.location(service.post(FirstLesson.JSON, ADA));

        assertThat(service.get("/jobs", TEACHER).body()).contains(job);
        assertThat(service.send("DELETE", job, "", TEACHER).statusCode()).isEqualTo(204);
    }

    @Test
    void idempotencyKeysBelongToOneStudent() throws Exception {
        String hers = Service.location(service.post(FirstLesson.JSON, ADA[0], ADA[1], "Idempotency-Key", "1"));
        String his = Service.location(service.post(FirstLesson.JSON, ALAN[0], ALAN[1], "Idempotency-Key", "1"));

        assertThat(hers).isNotEqualTo(his);
    }

    @Test
    void browserSendsTheKeyAsPasswordOfHttpBasic() throws Exception {
        String basic = Base64.getEncoder().encodeToString("anyone:engine".getBytes(StandardCharsets.UTF_8));

        assertThat(service.get("/jobs", "Authorization", "Basic " + basic).statusCode())
                .isEqualTo(200);
    }

    @Test
    void studentSeesOnlyOwnDataSets() throws Exception {
        String dataset = dataset("x,y\n1,2\n");

        assertThat(service.get(dataset, ADA).statusCode()).isEqualTo(200);
        assertThat(service.get("/datasets", ADA).body()).contains(dataset);
        assertThat(service.get("/datasets", TEACHER).body()).contains(dataset);
        assertThat(service.get(dataset, TEACHER).statusCode()).isEqualTo(200);

        assertThat(service.get("/datasets", ALAN).body()).doesNotContain(dataset);
        assertThat(service.get(dataset, ALAN).statusCode()).isEqualTo(404);
        assertThat(service.send("DELETE", dataset, "", ALAN).statusCode()).isEqualTo(404);
        assertThat(service.send("DELETE", dataset, "", ADA).statusCode()).isEqualTo(204);
    }

    @Test
    void anothersDataSetIsAnsweredAsUnknown() throws Exception {
        String id = dataset("x,y\n1,2\n").substring("/datasets/".length());
        String job = onDataset(id);
        String sweep = "{\"specification\": " + job + ", \"grid\": {\"/optimizer/learningRate\": [0.1, 0.2]}}";
        String grid = "{\"specification\": " + FirstLesson.JSON + ", \"grid\": {\"/data\": [{\"datasetId\": \"" + id
                + "\"}]}}";
        String his = Service.location(service.post(FirstLesson.JSON, ALAN[0], ALAN[1], "Prefer", "wait=10"));
        String fork = "{\"step\": 1, \"changes\": {\"data\": {\"datasetId\": \"" + id + "\"}}}";

        HttpResponse<String> answer = service.post(job, ALAN);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(service.json(answer).at("/errors/0/pointer").asString()).isEqualTo("/data/datasetId");
        assertThat(service.json(answer).at("/errors/0/message").asString())
                .isEqualTo(service.json(service.post(onDataset("none"), ALAN))
                        .at("/errors/0/message")
                        .asString()
                        .replace("none", id));
        assertThat(service.send("POST", "/sweeps", sweep, ALAN).statusCode()).isEqualTo(422);
        assertThat(service.send("POST", "/sweeps", grid, ALAN).statusCode()).isEqualTo(422);
        assertThat(service.send("POST", his + "/forks", fork, ALAN).statusCode())
                .isEqualTo(422);
        assertThat(service.post(job, ADA).statusCode()).isEqualTo(202);
        assertThat(service.post(job, TEACHER).statusCode()).isEqualTo(202);
        assertThat(service.send("POST", "/sweeps", sweep, ADA).statusCode()).isEqualTo(202);
    }

    @Test
    void jobsOfASweepReadTheDataSetOfItsOwner() throws Exception {
        String id = dataset("x,y\n1,2\n").substring("/datasets/".length());
        String sweep = Service.location(service.send(
                "POST",
                "/sweeps",
                "{\"specification\": " + onDataset(id) + ", \"grid\": {\"/optimizer/learningRate\": [0.1, 0.2]}}",
                ADA));

        JsonNode shown = service.json(service.get(sweep, ADA));
        for (int i = 0; i < 500 && !shown.get("status").asString().equals("finished"); i++) {
            for (JsonNode trial : shown.get("ranking")) {
                if (!trial.get("job").isNull()) {
                    assertThat(service.events(trial.get("job").asString(), ADA).body())
                            .contains("event:finished");
                }
            }
            shown = service.json(service.get(sweep, ADA));
        }

        assertThat(shown.get("ranking")
                        .valueStream()
                        .map(trial -> trial.get("status").asString()))
                .containsOnly("succeeded");
    }

    private static String onDataset(String id) {
        return FirstLesson.JSON.replace("{\"x\": [2.0], \"y\": [6.0]}", "{\"datasetId\": \"" + id + "\"}");
    }

    private String dataset(String csv) throws Exception {
        return Service.location(service.send("POST", "/datasets", csv, ADA[0], ADA[1], "Content-Type", "text/csv"));
    }

    @Test
    void streamNeedsAKey() throws Exception {
        String job = Service.location(service.post(FirstLesson.JSON, ADA));

        assertThat(service.events(job, ADA).body()).contains("event:finished");
    }
}
