package dev.downhill.sweeps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.Await;
import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one client's sweeps leave to those of others. */
@ServiceTest(
        properties = {
            "downhill.security.keys.students.ada=engine",
            "downhill.security.keys.students.alan=enigma",
            "downhill.security.keys.students.grace=compiler",
            "downhill.security.keys.students.kurt=complete",
            "downhill.sweeps.stored=8"
        })
class FairSweepsTest {
    private final List<String> cancellations = new ArrayList<>();
    private final Service service;

    FairSweepsTest(Service service) {
        this.service = service;
    }

    @AfterEach
    void cancelAll() throws Exception {
        for (String cancellation : cancellations) {
            String[] words = cancellation.split(" ", -1);
            HttpResponse<String> unused =
                    service.send("POST", words[1] + "/cancel", "", "Authorization", "Bearer " + words[0]);
        }
    }

    private HttpResponse<String> submit(String key, String specification) throws Exception {
        HttpResponse<String> answer = service.send(
                "POST",
                "/sweeps",
                "{\"specification\": " + specification + ", \"grid\": {\"/seed\": [1, 2]}}",
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer " + key);
        answer.headers().firstValue("Location").ifPresent(sweep -> cancellations.add(key + " " + sweep));
        return answer;
    }

    private HttpResponse<String> get(String key, String path) throws Exception {
        return service.get(path, "Authorization", "Bearer " + key);
    }

    @Test
    void fullSharesLeaveAPlaceForAnotherClient() throws Exception {
        List<Integer> accepted = new ArrayList<>();
        for (String greedy : List.of("engine", "enigma", "compiler")) {
            int count = 0;
            while (submit(greedy, Service.LONG).statusCode() == 202) {
                count++;
            }
            accepted.add(count);
        }

        assertThat(accepted).containsExactly(4, 2, 1);
        assertThat(submit("complete", FirstLesson.JSON).statusCode()).isEqualTo(202);
    }

    @Test
    void clientWithMostSweepsMakesRoom() throws Exception {
        String few = Service.location(submit("engine", FirstLesson.JSON));
        awaitEnd("engine", few);
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            many.add(Service.location(submit("enigma", FirstLesson.JSON)));
            awaitEnd("enigma", many.getLast());
        }

        assertThat(get("engine", few).statusCode()).isEqualTo(200);
        assertThat(get("enigma", many.getFirst()).statusCode()).isEqualTo(404);
        assertThat(get("enigma", many.getLast()).statusCode()).isEqualTo(200);
    }

    private void awaitEnd(String key, String sweep) {
        Await.until(
                "the sweep ends",
                () -> service.json(get(key, sweep)).at("/progress/ended").intValue() == 2);
    }
}
