package dev.downhill.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

@ServiceTest
class NoClassTest {
    private final Service service;

    NoClassTest(Service service) {
        this.service = service;
    }

    @Test
    void serviceWithoutStudentsSaysSo() throws Exception {
        HttpResponse<String> answer = service.get("/class/students");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(service.json(answer).get("detail").asString()).contains("downhill.classroom.roster");
    }
}
