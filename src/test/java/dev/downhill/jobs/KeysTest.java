package dev.downhill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A classroom in which everyone has a key. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "downhill.security.keys.teacher=chalk",
            "downhill.security.keys.students.ada=engine",
            "downhill.security.keys.students.alan=enigma"
        })
class KeysTest {
    private static final String[] TEACHER = {"Authorization", "Bearer chalk"};
    private static final String[] ADA = {"Authorization", "Bearer engine"};
    private static final String[] ALAN = {"Authorization", "Bearer enigma"};

    @LocalServerPort
    private int port;

    private Service service;

    @BeforeEach
    void connect() {
        service = new Service(port);
    }

    @Test
    void whoHasNoKeyIsAskedForOne() throws Exception {
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
    void whetherItIsHealthyMayBeAskedWithoutAKey() throws Exception {
        assertThat(service.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(service.get("/actuator/prometheus").statusCode()).isEqualTo(401);
    }

    @Test
    void aStudentSeesAndTouchesOnlyTheOwnJobs() throws Exception {
        String job = Service.location(service.post(Service.SEED, ADA));

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
    void theTeacherSeesAndTouchesAllJobs() throws Exception {
        String job = Service.location(service.post(Service.SEED, ADA));

        assertThat(service.get("/jobs", TEACHER).body()).contains(job);
        assertThat(service.send("DELETE", job, "", TEACHER).statusCode()).isEqualTo(204);
    }

    @Test
    void anIdempotencyKeyOfOneStudentIsNotThatOfAnother() throws Exception {
        String hers = Service.location(service.post(Service.SEED, ADA[0], ADA[1], "Idempotency-Key", "1"));
        String his = Service.location(service.post(Service.SEED, ALAN[0], ALAN[1], "Idempotency-Key", "1"));

        assertThat(hers).isNotEqualTo(his);
    }

    @Test
    void aBrowserSendsTheKeyAsThePasswordOfHttpBasic() throws Exception {
        String basic = Base64.getEncoder().encodeToString("anyone:engine".getBytes(StandardCharsets.UTF_8));

        assertThat(service.get("/jobs", "Authorization", "Basic " + basic).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aSweepIsItsOwnersAndADataSetIsTakenAwayByItsOwnerAlone() throws Exception {
        String sweep = Service.location(service.send(
                "POST",
                "/sweeps",
                "{\"specification\": " + Service.SEED + ", \"grid\": {\"/optimizer/learningRate\": [0.1, 0.2]}}",
                ADA));
        String dataset = Service.location(
                service.send("POST", "/datasets", "x,y\n1,2\n", ADA[0], ADA[1], "Content-Type", "text/csv"));

        assertThat(service.get(sweep, ADA).statusCode()).isEqualTo(200);
        assertThat(service.get(sweep, ALAN).statusCode()).isEqualTo(404);
        assertThat(service.get(dataset, ALAN).statusCode()).isEqualTo(200);
        assertThat(service.send("DELETE", dataset, "", ALAN).statusCode()).isEqualTo(404);
        assertThat(service.send("DELETE", dataset, "", ADA).statusCode()).isEqualTo(204);
    }

    @Test
    void aStreamIsReadWithAKeyToo() throws Exception {
        String job = Service.location(service.post(Service.SEED, ADA));

        assertThat(service.events(job, ADA).body()).contains("event:finished");
    }
}
