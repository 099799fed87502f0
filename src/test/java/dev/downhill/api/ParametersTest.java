package dev.downhill.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServiceTest
class ParametersTest {
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
    void answersInvalidCharactersWithAClientError(String path, Service service) throws Exception {
        HttpResponse<String> answer = service.get(path);

        assertThat(answer.statusCode()).isBetween(400, 404);
    }
}
