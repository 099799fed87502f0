package dev.downhill.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ParametersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/jobs?status=%00",
                "/jobs?status=",
                "/jobs?after=%0A",
                "/jobs?limit=%1B",
                "/jobs/x%00y",
                "/jobs/%0A",
                "/jobs/x/steps/%00",
                "/sweeps/x/plot?theme=%0D%0A",
                "/jobs/x/plot?theme=",
                "/datasets/%EF%BF%BF"
            })
    void answersInvalidCharactersWithAClientError(String path, Service service) throws Exception {
        HttpResponse<String> answer = service.get(path);

        assertThat(answer.statusCode()).isBetween(400, 404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /jobs?status=over         | parameter 'status': 'over' is not one of queued, running, succeeded, failed, cancelled
            /jobs?status=             | parameter 'status': a word is expected
            /jobs?limit=many          | parameter 'limit': 'many' is not a whole number of that range
            /jobs/x/plot?theme=pink   | parameter 'theme': 'pink' is not one of light, dark
            /jobs/x/plot?width=100    | parameter 'width': 100 does not lie between 200 and 2000
            /jobs/x/plot?height=tall  | parameter 'height': 'tall' is not a whole number of that range
            """)
    void namesTheParameterAndWhatItMayBe(String path, String detail, Service service) throws Exception {
        JsonNode problem = service.json(service.get(path));

        assertThat(problem.get("type").asString()).isEqualTo("/problems/bad-parameter");
        assertThat(problem.get("detail").asString()).isEqualTo(detail);
    }

    @Test
    void answersAnUnknownPathByAProblem(Service service) throws Exception {
        HttpResponse<String> answer = service.get("/graph");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(service.json(answer).get("type").asString()).isEqualTo("/problems/not-found");
        assertThat(service.json(answer).get("detail").asString()).isEqualTo("there is nothing at '/graph'");
    }
}
