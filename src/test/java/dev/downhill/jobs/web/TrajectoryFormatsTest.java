package dev.downhill.jobs.web;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Trajectories as CSV and NDJSON, read by a CSV parser and line by line, against the same trajectory as JSON. */
@ServiceTest
class TrajectoryFormatsTest {
    private static final String PLANE = """
            {"model": {"layers": [{"type": "linear", "units": 1}]}, "data": {"generator": "plane", "n": 20},
             "optimizer": {"type": "adam", "learningRate": 0.1}, "steps": %d,
             "record": {"every": 1, "parameters": "%s", "gradients": true}}""";

    private final Service service;

    TrajectoryFormatsTest(Service service) {
        this.service = service;
    }

    @Test
    void csvHasTheNumbersOfTheJson() throws Exception {
        String trajectory = finished(PLANE.formatted(30, "all")) + "/trajectory";

        List<NamedCsvRecord> rows = csv(service.get(trajectory, "Accept", "text/csv"));

        JsonNode json = service.json(service.get(trajectory));
        assertThat(rows).hasSize(30);
        assertThat(rows.getFirst().getHeader())
                .containsExactly(
                        "step",
                        "loss",
                        "0.weight[0][0]",
                        "0.weight[0][1]",
                        "0.bias[0]",
                        "0.weight[0][0].grad",
                        "0.weight[0][1].grad",
                        "0.bias[0].grad");
        for (int i = 0; i < 30; i++) {
            NamedCsvRecord row = rows.get(i);
            assertThat(row.getField("step")).isEqualTo(Integer.toString(i + 1));
            assertThat(number(row, "loss")).isEqualTo(json.at("/loss/" + i).doubleValue());
            assertThat(number(row, "0.weight[0][1]"))
                    .isEqualTo(json.at("/parameters/0.weight/" + i + "/0/1").doubleValue());
            assertThat(number(row, "0.bias[0].grad"))
                    .isEqualTo(json.at("/gradients/0.bias/" + i + "/0").doubleValue());
        }
    }

    @Test
    void csvHasAColumnForEachNumberOfASummary() throws Exception {
        String trajectory = finished(PLANE.formatted(3, "summary")) + "/trajectory";

        List<NamedCsvRecord> rows = csv(service.get(trajectory, "Accept", "text/csv"));

        JsonNode json = service.json(service.get(trajectory));
        assertThat(number(rows.get(2), "0.weight.norm"))
                .isEqualTo(json.at("/parameters/0.weight/norm/2").doubleValue());
    }

    @Test
    void everyLineOfNdjsonIsAStep() throws Exception {
        String trajectory = finished(PLANE.formatted(30, "all")) + "/trajectory";

        HttpResponse<String> answer = service.get(trajectory, "Accept", "application/x-ndjson");

        JsonNode json = service.json(service.get(trajectory));
        List<JsonNode> lines = answer.body()
                .lines()
                .map(line -> new JsonMapper().readTree(line))
                .toList();
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/x-ndjson");
        assertThat(answer.body()).endsWith("}\n");
        assertThat(lines).hasSize(30);
        for (int i = 0; i < 30; i++) {
            assertThat(lines.get(i).get("step").intValue()).isEqualTo(i + 1);
            assertThat(lines.get(i).get("loss")).isEqualTo(json.at("/loss/" + i));
            assertThat(lines.get(i).at("/parameters/0.weight")).isEqualTo(json.at("/parameters/0.weight/" + i));
            assertThat(lines.get(i).at("/gradients/0.bias")).isEqualTo(json.at("/gradients/0.bias/" + i));
        }
    }

    @Test
    void answersPartsOfBothFormats() throws Exception {
        String part = finished(PLANE.formatted(30, "all")) + "/trajectory?from=3&to=8&every=2&parameters=0.bias";

        List<NamedCsvRecord> rows = csv(service.get(part, "Accept", "text/csv"));
        List<String> lines = service.get(part, "Accept", "application/x-ndjson")
                .body()
                .lines()
                .toList();

        assertThat(rows).extracting(row -> row.getField("step")).containsExactly("4", "6", "8");
        assertThat(rows.getFirst().getHeader()).containsExactly("step", "loss", "0.bias[0]", "0.bias[0].grad");
        assertThat(lines).hasSize(3);
        assertThat(new JsonMapper().readTree(lines.getFirst()).get("parameters").propertyNames())
                .containsExactly("0.bias");
    }

    @Test
    void errorIsAProblemInEveryFormat() throws Exception {
        String trajectory = finished(FirstLesson.JSON) + "/trajectory";

        for (String format : List.of("text/csv", "application/x-ndjson", "application/json")) {
            HttpResponse<String> answer = service.get(trajectory + "?parameters=v", "Accept", format);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.body()).contains("'parameters'");
        }
    }

    private String finished(String specification) throws Exception {
        return Service.location(service.post(specification, "Prefer", "wait=30"));
    }

    private static List<NamedCsvRecord> csv(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        return CsvReader.builder().ofNamedCsvRecord(answer.body()).stream().toList();
    }

    private static double number(NamedCsvRecord row, String column) {
        return Double.parseDouble(row.getField(column));
    }
}
