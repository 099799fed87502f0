package dev.downhill.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.jobs.Service;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ParametersTest {
    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/jobs?status=%00",
                "/jobs?after=%0A",
                "/jobs?limit=%1B",
                "/jobs/x%00y",
                "/jobs/%0A",
                "/jobs/x/steps/%00",
                "/sweeps/x/plot?theme=%0D%0A",
                "/datasets/%EF%BF%BF"
            })
    void aCharacterThatIsNoTextIsNoFaultOfTheService(String path) throws Exception {
        HttpResponse<String> answer = new Service(port).get(path);

        assertThat(answer.statusCode()).isBetween(400, 404);
    }
}
