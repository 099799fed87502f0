package dev.downhill.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Bodies that would take more memory than there is, against a service that has little. */
@ServiceTest(properties = {"downhill.memory.budget=16MB", "downhill.requests.small=128KB"})
class HeavyBodiesTest {
    /** Of the 8 MB that requests may take those of one client may take half. */
    private static final long MOST = 4 << 20;

    @Autowired
    private MemoryBudget budget;

    @Autowired
    private RequestShares shares;

    private final Service service;

    HeavyBodiesTest(Service service) {
        this.service = service;
    }

    @AfterEach
    void nothingIsHeldAfterwards() throws Exception {
        Held.awaitNothing(budget, shares);
        assertThat(service.post(FirstLesson.JSON, "Prefer", "wait=10").statusCode())
                .isEqualTo(201);
    }

    @Test
    void refusesATooLargeTreeWithNeedAndLimit() throws Exception {
        HttpResponse<String> answer = service.post("{\"a\":[" + "{},".repeat(500_000) + "{}]}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        JsonNode problem = service.json(answer);
        assertThat(problem.get("type").asString()).isEqualTo("/problems/exceeds-memory");
        assertThat(problem.get("limitBytes").longValue()).isEqualTo(MOST);
        assertThat(problem.get("neededBytes").longValue()).isGreaterThan(MOST);
    }

    @Test
    void halfSentBodiesHoldNoMoreThanAShare() throws Exception {
        String part = "{\"a\":[" + "{},".repeat(20_000);
        try (RawRequest first = RawRequest.ofJson(service.port(), "/jobs", 15_000_000);
                RawRequest second = RawRequest.ofJson(service.port(), "/jobs", 15_000_000);
                RawRequest third = RawRequest.ofJson(service.port(), "/jobs", 15_000_000)) {
            first.send(part);
            second.send(part);
            Held.awaitAtLeast(budget, MOST * 3 / 4);

            third.send(part);

            assertThat(third.answer()).startsWith("429").contains("client-memory-taken", "Retry-After");
            assertThat(budget.held()).isLessThanOrEqualTo(MOST);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{},",
                "[],",
                "[[1]],",
                "{\"a\":{\"b\":0}},",
                "0.5,",
                "123456789012,",
                "\"\",",
                "\"ab\",",
                "null,"
            })
    void refusesAnyBodyBeforeItTakesTooMuch(String element) throws Exception {
        HttpResponse<String> answer = service.post("[" + element.repeat(12_000_000 / element.length()) + "1]");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("exceeds-memory");
    }

    @Test
    void refusesLongTextsAndNamesEarly() throws Exception {
        assertThat(service.post("{\"name\":\"" + "x".repeat(10_000_000) + "\"}").body())
                .contains("exceeds-memory");
        assertThat(service.post("{\"" + "x".repeat(2_000) + "\":1}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void refusesAMillionUnknownKeysAtTheLimit() throws Exception {
        var body = new StringBuilder("{\"k\":0");
        for (int i = 0; i < 1_000_000; i++) {
            body.append(",\"k").append(i).append("\":0");
        }

        assertThat(service.post(body.append('}').toString()).body()).contains("exceeds-memory");
    }

    @Test
    void reportsTheFirstHundredOfManyFaults() throws Exception {
        var body = new StringBuilder(FirstLesson.JSON.strip());
        body.setLength(body.length() - 1);
        for (int i = 0; i < 10_000; i++) {
            body.append(",\"k").append(i).append("\":0");
        }

        HttpResponse<String> answer = service.post(body.append('}').toString());

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(service.json(answer).get("errors")).hasSize(100);
        assertThat(service.json(answer).get("detail").asString())
                .startsWith("100 faults")
                .contains("maybe more");
    }

    @Test
    void bodyOfABraceCausesNoInternalError() throws Exception {
        assertThat(service.post("{}" + " ".repeat(15_000_000)).statusCode()).isEqualTo(422);
        assertThat(service.post("{}".repeat(5_000_000)).statusCode()).isEqualTo(400);
    }

    @Test
    void refusesATooLargeFileWhileItArrives() throws Exception {
        HttpResponse<String> answer =
                service.send("POST", "/datasets", "x,y\n" + "1,2\n".repeat(2_000_000), "Content-Type", "text/csv");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("exceeds-memory");
    }

    @Test
    void doesNotReadFormsAndMultipartBodies() throws Exception {
        for (String type : List.of("application/x-www-form-urlencoded", "multipart/form-data; boundary=b")) {
            HttpResponse<String> answer =
                    service.send("POST", "/jobs", "a=" + "b".repeat(1_000_000), "Content-Type", type);

            assertThat(answer.statusCode()).as(type + answer.body()).isEqualTo(415);
        }
    }

    @Test
    void refusesACompressedBody() throws Exception {
        HttpResponse<String> answer =
                service.post(FirstLesson.JSON, "Content-Encoding", "gzip", "Content-Type", "application/json");

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("Content-Encoding");
    }
}
