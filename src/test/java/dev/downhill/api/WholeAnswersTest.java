package dev.downhill.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** A short answer comes in one piece, with its length. */
@ServiceTest
class WholeAnswersTest {
    private final Service service;

    WholeAnswersTest(Service service) {
        this.service = service;
    }

    private static void assertWhole(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValueAsLong("Content-Length"))
                .hasValue(answer.body().length());
    }

    @Test
    void aJobHasItsLength() throws Exception {
        assertWhole(service.post(FirstLesson.JSON, "Prefer", "wait=20"));
    }

    @Test
    void aRefusalHasItsLength() throws Exception {
        assertWhole(service.post("{}"));
    }

    @Test
    void aLongAnswerComesInChunks() throws Exception {
        HttpResponse<String> answer = service.post(FirstLesson.json(0.1, 1000), "Prefer", "wait=20");

        assertThat(answer.headers().firstValue("Content-Length")).isEmpty();
        assertThat(service.json(answer).at("/trajectory/loss").size()).isEqualTo(1000);
    }
}
