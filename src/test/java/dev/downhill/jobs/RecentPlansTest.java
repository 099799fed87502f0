package dev.downhill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.memory.Holder;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.memory.Reservation;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A specification that was sent a moment ago is not read again, and nobody notices. */
@ServiceTest(properties = {"downhill.memory.budget=64MB", "downhill.web.posts-per-second=0"})
class RecentPlansTest {
    @Autowired
    private MemoryBudget budget;

    @Autowired
    private Jobs jobs;

    private final Service service;

    RecentPlansTest(Service service) {
        this.service = service;
    }

    private JsonNode run(String specification) throws Exception {
        return service.json(service.post(specification, "Prefer", "wait=20"));
    }

    @Test
    void jobsOfOneSpecificationShareItAndGiveTheSameNumbers() throws Exception {
        JsonNode first = run(FirstLesson.JSON);
        JsonNode second = run(FirstLesson.JSON.replace("\"steps\"", " \"steps\""));

        assertThat(second.get("id")).isNotEqualTo(first.get("id"));
        assertThat(second.get("trajectory")).isEqualTo(first.get("trajectory"));
        assertThat(second.at("/result/fingerprint")).isEqualTo(first.at("/result/fingerprint"));
        assertThat(jobs.get(second.get("id").asString()).specification())
                .isSameAs(jobs.get(first.get("id").asString()).specification());
    }

    @Test
    void theOrderOfParametersIsPartOfASpecification() throws Exception {
        String line = """
                {"model": {"expression": "w * x + b", "parameters": {%s}}, "data": {"x": [1, 2], "y": [2, 4]}, "steps": 3}""";

        JsonNode first = run(line.formatted("\"w\": 0, \"b\": 1"));
        JsonNode second = run(line.formatted("\"b\": 1, \"w\": 0"));

        assertThat(first.at("/trajectory/parameters").propertyNames()).containsExactly("w", "b");
        assertThat(second.at("/trajectory/parameters").propertyNames()).containsExactly("b", "w");
    }

    @Test
    void aForkLeavesTheSpecificationOfOthersAsItIs() throws Exception {
        JsonNode before = run(FirstLesson.JSON);
        HttpResponse<String> fork = service.send(
                "POST",
                before.at("/links/forks").asString(),
                "{\"step\": 5, \"parameters\": {\"w\": 7}, \"changes\": {\"steps\": 20}}",
                "Prefer",
                "wait=20");
        assertThat(fork.statusCode()).as(fork.body()).isEqualTo(201);

        assertThat(run(FirstLesson.JSON).at("/result/fingerprint")).isEqualTo(before.at("/result/fingerprint"));
    }

    @Test
    void anUploadedSetThatWasDeletedIsMissed() throws Exception {
        HttpResponse<String> upload = service.send("POST", "/datasets", "x,y\n1,2\n2,4\n", "Content-Type", "text/csv");
        String set = Service.location(upload);
        String specification = """
                {"model": {"expression": "w * x", "parameters": {"w": 0}}, "data": {"datasetId": "%s"}, "steps": 2}""".formatted(set.substring(set.lastIndexOf('/') + 1));
        assertThat(run(specification).get("status").asString()).isEqualTo("succeeded");

        assertThat(service.send("DELETE", set, "").statusCode()).isEqualTo(204);

        assertThat(service.post(specification).statusCode()).isEqualTo(422);
    }

    @Test
    void theirBytesHaveABoundAndGiveWay() throws Exception {
        for (int i = 0; i < 1000; i++) {
            assertThat(service.post(FirstLesson.json(1e-3 * i, 1), "Prefer", "wait=20")
                            .statusCode())
                    .isEqualTo(201);
            assertThat(budget.held(Holder.RECENT_PLANS)).isLessThanOrEqualTo(1 << 20);
        }
        assertThat(budget.held(Holder.RECENT_PLANS)).isGreaterThan(1 << 19);

        try (Reservation others = budget.reserve(Holder.ANSWERS, budget.most(Holder.ANSWERS));
                Reservation runs = budget.reserve(
                        Holder.RUNNING_JOBS, budget.total() / 2 - budget.held(Holder.ENDED_JOBS) - 300_000)) {
            assertThat(budget.held(Holder.RECENT_PLANS)).isZero();
        }
    }
}
