package dev.downhill.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The rows of generators and bundled data sets, without a job. */
@ServiceTest
class CataloguePointsTest {
    private final Service service;

    CataloguePointsTest(Service service) {
        this.service = service;
    }

    @Test
    void generatorGivesTheRowsThatAJobTrainsOn() throws Exception {
        JsonNode points = service.json(
                service.get("/catalog/generators/spiral/points?n=40&noise=0.2&seed=7&testFraction=0.25"));
        JsonNode job = service.json(service.post(
                """
                {"model": {"layers": [{"type": "linear", "units": 2}]}, "steps": 1, "seed": 7,
                 "data": {"generator": "spiral", "n": 40, "noise": 0.2, "testFraction": 0.25}}""",
                "Prefer",
                "wait=20"));
        JsonNode data = service.json(service.get("/jobs/" + job.get("id").asString() + "/data"));

        JsonNode training = data.at("/training");
        for (int i = 0; i < training.get("rows").size(); i++) {
            int row = training.get("rows").get(i).asInt();
            assertThat(points.get("test").get(row).asBoolean()).isFalse();
            for (int column = 0; column < 2; column++) {
                assertThat(points.get("columns").get(column).get(row))
                        .isEqualTo(training.at("/columns/x").get(i).get(column));
            }
        }
        assertThat(data.at("/test/rows")).hasSize(10);
    }

    @ParameterizedTest
    @CsvSource({
        "/catalog/generators/spirals/points, 404, not-in-catalogue",
        "/catalog/datasets/roses/rows, 404, not-in-catalogue",
        "/catalog/generators/spiral/points?n=1001, 400, bad-parameter",
        "/catalog/generators/spiral/points?noise=-1, 400, bad-parameter",
        "/catalog/generators/spiral/points?testFraction=1, 400, bad-parameter",
        "/catalog/datasets/iris/rows?limit=0, 400, bad-parameter"
    })
    void badRequestsAreRefused(String path, int status, String type) throws Exception {
        HttpResponse<String> answer = service.get(path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(service.json(answer).get("type").asString()).endsWith(type);
    }
}
