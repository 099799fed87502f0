package dev.downhill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Columns and parameters with spaces and letters of every script, in everything that shows them. */
@ServiceTest
class NamesOverHttpTest {
    private static final String JOB = """
            {"model": {"expression": "`sepal length` * θ + größe ** 2 * w", "parameters": {"θ": 0.5, "w": 0.25}},
             "data": {"sepal length": [1, 2], "größe": [2, 3], "<\\"&\\u0001": [0, 0], "y y": [4, 5], "target": "y y"},
             "optimizer": {"type": "sgd", "learningRate": 0.001}, "steps": 3}""";

    private final Service service;
    private String job = "";

    NamesOverHttpTest(Service service) {
        this.service = service;
    }

    @BeforeEach
    void run() throws Exception {
        HttpResponse<String> answer = service.post(JOB, "Prefer", "wait=10");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        job = Service.location(answer);
    }

    private HttpResponse<String> got(String path, String type) throws Exception {
        HttpResponse<String> answer = service.get(job + path, "Accept", type);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return answer;
    }

    @Test
    void stepShowsNamesAsTheFormulaDoes() throws Exception {
        JsonNode nodes = service.json(got("/steps/1", "application/json")).at("/forward/nodes");

        assertThat(nodes.findValuesAsString("id")).contains("sepal length", "θ", "größe");
        assertThat(nodes.findValuesAsString("formula")).contains("`sepal length` * θ", "größe ** 2");
        assertThat(got("/steps/1", "text/plain").body()).contains("`sepal length` * θ", "größe");
        assertThat(got("/steps/1", "text/vnd.graphviz").body()).contains("\"sepal length\" -> ");
    }

    @Test
    void drawingOfTheGraphIsXml() throws Exception {
        String svg = got("/graph", "image/svg+xml").body();

        var read = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(read.getDocumentElement().getTextContent()).contains("sepal length", "größe", "θ");
    }

    @Test
    void everyFormatOfTheRunHasTheNames() throws Exception {
        assertThat(got("/trajectory", "text/csv").body()).startsWith("step,loss,θ,w,θ.grad,w.grad");
        assertThat(got("/trajectory", "application/x-ndjson").body()).contains("\"θ\"");
        assertThat(got("", "text/plain").body()).contains("θ=");
        assertThat(got("/model", "text/x-python").body()).contains("data[\"sepal length\"] * p[");
        assertThat(got("/model", "application/vnd.safetensors").body()).contains("\"θ\"");
        assertThat(got("/model", "application/onnx").body()).contains("sepal length");
        String theta = URLEncoder.encode("θ", StandardCharsets.UTF_8);
        assertThat(got("/plot?curves=" + theta, "image/svg+xml").body()).contains("<svg");
        assertThat(got("/loss-surface?x=" + theta, "application/json").body()).contains("θ");
    }

    @Test
    void predictsFromColumnsOfTheseNames() throws Exception {
        String inputs = "{\"inputs\": {\"sepal length\": [1], \"größe\": [2], \"<\\\"&\\u0001\": [0]}}";

        assertThat(service.send("POST", job + "/predictions", inputs).statusCode())
                .isEqualTo(200);
    }

    @Test
    void listsTheKnownNamesForAnUnknownOne() throws Exception {
        JsonNode problem = service.json(service.post(JOB.replace("größe **", "länge **")));

        assertThat(List.of(problem.at("/errors/0/message").asString()))
                .first()
                .asString()
                .contains("'länge'", "`sepal length`");
    }
}
