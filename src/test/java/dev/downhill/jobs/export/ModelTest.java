package dev.downhill.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A trained model in every format, over HTTP, and what it predicts. */
@ServiceTest
class ModelTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String IRIS = """
            {"model": {"layers": [{"type": "linear", "units": 8, "activation": "tanh"}, {"type": "linear", "units": 3}]},
             "data": {"dataset": "iris", "standardize": true, "testFraction": 0.2},
             "optimizer": {"type": "adam", "learningRate": 0.05}, "steps": 60,
             "record": {"every": 1, "parameters": "all"}}""";
    private static final String ROW = """
            {"inputs": {"sepalLength": [5.1, 6.7], "sepalWidth": [3.5, 3.0], "petalLength": [1.4, 5.2],
             "petalWidth": [0.2, 2.3]}}""";

    private final Service service;

    ModelTest(Service service) {
        this.service = service;
    }

    @Test
    void jsonWeightsCanStandInASpecification() throws Exception {
        String job = finished(FirstLesson.JSON);

        JsonNode model = service.json(service.get(job + "/model"));

        assertThat(model.at("/parameters/w").doubleValue()).isEqualTo(2.9999996928);
        assertThat(model.get("step").longValue()).isEqualTo(10);
        String again =
                FirstLesson.JSON.replace("{\"w\": 0.0}", model.get("parameters").toString());
        assertThat(service.json(service.get(finished(again))).at("/trajectory/initial/w"))
                .isEqualTo(model.at("/parameters/w"));
    }

    /** By <a href="https://github.com/huggingface/safetensors#format">its specification</a>. */
    @Test
    void safetensorsLieWhereTheHeaderSays() throws Exception {
        String job = finished(IRIS);

        for (String dtype : List.of("float64", "float32")) {
            byte[] bytes = bytes(job + "/model?dtype=" + dtype, "application/vnd.safetensors");

            ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            int length = Math.toIntExact(file.getLong());
            JsonNode header = JSON.readTree(new String(bytes, 8, length, StandardCharsets.UTF_8));
            JsonNode weights = service.json(service.get(job + "/model")).get("parameters");
            assertThat((char) bytes[8]).isEqualTo('{');
            assertThat(length % 8).isZero();
            assertThat(header.propertyNames())
                    .containsExactly("__metadata__", "0.weight", "0.bias", "1.weight", "1.bias");
            assertThat(header.at("/0.weight/dtype").stringValue()).isEqualTo(dtype.equals("float64") ? "F64" : "F32");
            assertThat(header.at("/0.weight/shape").toString()).isEqualTo("[8,4]");
            int width = dtype.equals("float64") ? 8 : 4;
            int end = 0;
            for (String name : weights.propertyNames()) {
                assertThat(header.get(name).at("/data_offsets/0").intValue()).isEqualTo(end);
                end = header.get(name).at("/data_offsets/1").intValue();
            }
            assertThat(bytes).hasSize(8 + length + end);
            int place = 8 + length + header.at("/1.weight/data_offsets/0").intValue() + (8 + 2) * width;
            double number = weights.at("/1.weight/1/2").doubleValue();
            assertThat(width == 8 ? file.getDouble(place) : file.getFloat(place))
                    .isEqualTo(width == 8 ? number : (float) number);
        }
    }

    @Test
    void onnxModelPredictsWhatTheServicePredicts() throws Exception {
        String job = finished(IRIS);
        byte[] model = bytes(job + "/model", "application/onnx");

        JsonNode predictions = service.json(service.send("POST", job + "/predictions", ROW));

        OrtEnvironment runtime = OrtEnvironment.getEnvironment();
        double[][] rows = {{5.1, 3.5, 1.4, 0.2}, {6.7, 3.0, 5.2, 2.3}};
        try (OrtSession session = runtime.createSession(model);
                OnnxTensor x = OnnxTensor.createTensor(runtime, rows);
                OrtSession.Result result = session.run(Map.of("x", x))) {
            double[][] outputs = (double[][]) result.get(0).getValue();
            for (int row = 0; row < 2; row++) {
                for (int i = 0; i < 3; i++) {
                    double served = predictions.at("/outputs/" + row + "/" + i).doubleValue();
                    assertThat(Math.abs(outputs[row][i] - served)).isLessThan(1e-6);
                }
            }
        }
        assertThat(predictions.get("classes").toString()).isEqualTo("[\"setosa\",\"virginica\"]");
    }

    @Test
    void answersPythonAsAScript() throws Exception {
        HttpResponse<String> answer = service.get(finished(FirstLesson.JSON) + "/model", "Accept", "text/x-python");

        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/x-python");
        assertThat(answer.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"run.py\"");
        assertThat(answer.body()).contains("import torch", "return p[\"w\"] * data[\"x\"]", "torch.optim.SGD");
    }

    /** By <a href="https://github.com/jupyter/nbformat/blob/main/nbformat/v4/nbformat.v4.5.schema.json">its schema</a>. */
    @Test
    void answersANotebookWithTheScriptInCells() throws Exception {
        for (String specification : List.of(FirstLesson.JSON, IRIS)) {
            String job = finished(specification);
            HttpResponse<String> answer = service.get(job + "/model", "Accept", "application/x-ipynb+json");

            assertThat(answer.headers().firstValue("Content-Disposition"))
                    .contains("attachment; filename=\"run.ipynb\"");
            JsonNode notebook = JSON.readTree(answer.body());
            assertThat(notebook.propertyNames())
                    .containsExactlyInAnyOrder("cells", "metadata", "nbformat", "nbformat_minor");
            assertThat(notebook.at("/metadata/kernelspec/name").asString()).isEqualTo("python3");
            List<JsonNode> cells = notebook.get("cells").valueStream().toList();
            assertThat(cells.stream().map(cell -> cell.get("id").asString()))
                    .doesNotHaveDuplicates()
                    .allMatch(id -> id.matches("[a-zA-Z0-9-_]{1,64}"));
            StringBuilder code = new StringBuilder();
            for (JsonNode cell : cells) {
                boolean isCode = cell.get("cell_type").asString().equals("code");
                assertThat(cell.propertyNames())
                        .containsExactlyInAnyOrderElementsOf(
                                isCode
                                        ? List.of("cell_type", "id", "metadata", "execution_count", "outputs", "source")
                                        : List.of("cell_type", "id", "metadata", "source"));
                if (isCode) {
                    assertThat(cell.get("execution_count").isNull()).isTrue();
                    assertThat(cell.get("outputs")).isEmpty();
                    cell.get("source").forEach(line -> code.append(line.asString()));
                    code.append('\n');
                }
            }
            String script =
                    service.get(job + "/model", "Accept", "text/x-python").body();
            assertThat(code.toString().replaceAll("\n+", "\n")).isEqualTo(script.replaceAll("\n+", "\n"));
            assertThat(cells.getLast().get("source").toString()).contains("step 1: ");
        }
    }

    @Test
    void predictsWithTheFinalWeightsOrThoseOfAStep() throws Exception {
        String job = finished(FirstLesson.JSON);

        assertThat(predicted(job, "{\"inputs\": {\"x\": [2.0, 1.0]}}"))
                .isEqualTo("{\"outputs\":[5.9999993856,2.9999996928],\"classes\":null}");
        assertThat(predicted(job, "{\"inputs\": {\"x\": [2.0, 1.0]}, \"step\": 2}"))
                .isEqualTo("{\"outputs\":[5.76,2.88],\"classes\":null}");
        assertThat(predicted(job, "{\"inputs\": {\"x\": [2.0, 1.0]}, \"step\": 0}"))
                .isEqualTo("{\"outputs\":[0.0,0.0],\"classes\":null}");
    }

    @Test
    void textModelPredictsTheNextCharacter() throws Exception {
        String job = finished("""
                {"model": {"layers": [{"type": "embedding", "embeddingDim": 4}, {"type": "flatten"},
                 {"type": "linear", "units": 3}]}, "data": {"text": "abcabcabcabcabcabc", "context": 2},
                 "optimizer": {"type": "adam", "learningRate": 0.1}, "steps": 100}""");

        JsonNode next = service.json(service.send("POST", job + "/predictions", "{\"text\": \"cab\"}"));

        assertThat(next.get("classes").toString()).isEqualTo("[\"c\"]");
        assertThat(next.at("/outputs/0")).hasSize(3);
        assertFault(job, "{\"text\": \"c\"}", "/text", "tooShort");
        assertFault(job, "{\"text\": \"xyz\"}", "/text", "unknownCharacter");
        assertFault(job, "{\"inputs\": {\"x\": [[0, 99]]}}", "/inputs", "embedding");
    }

    @Test
    void answers422WithThePlaceOfFaultyInputs() throws Exception {
        String job = finished(FirstLesson.JSON);

        assertFault(job, "{}", "/inputs", "required");
        assertFault(job, "[]", "", "type");
        assertFault(job, "{\"inputs\": {}}", "/inputs/x", "required");
        assertFault(job, "{\"inputs\": {\"x\": 2}}", "/inputs/x", "type");
        assertFault(job, "{\"inputs\": {\"x\": [[2]]}}", "/inputs/x", "shape");
        assertFault(job, "{\"inputs\": {\"x\": [\"two\"]}}", "/inputs/x/0", "type");
        assertFault(job, "{\"inputs\": {\"x\": [1], \"v\": [1]}}", "/inputs/v", "unknownField");
        assertFault(job, "{\"inputs\": {\"x\": [1]}, \"step\": 11}", "/step", "range");
        assertFault(job, "{\"inputs\": {\"x\": [" + "1,".repeat(10_000) + "1]}}", "/inputs/x", "tooLarge");
        assertFault(finished(IRIS), ROW.replace("[5.1, 6.7]", "[5.1]"), "/inputs/sepalWidth", "length");
    }

    @Test
    void theWeightsOfAStepNeedNotBeRecorded() throws Exception {
        String recorded = finished(IRIS);
        String summarized = finished(IRIS.replace("\"all\"", "\"summary\""));
        String atStep = ROW.replace("]}}", "]}, \"step\": 7}");

        String expected = predicted(recorded, atStep);
        assertThat(predicted(summarized, atStep)).contains("outputs").isEqualTo(expected);
        assertThat(predicted(summarized, ROW)).isNotEqualTo(expected);
    }

    @Test
    void stepThatWasNotTakenIs422() throws Exception {
        String job = finished(FirstLesson.JSON.replace("\"steps\"", "\"stop\": {\"lossBelow\": 1}, \"steps\""));

        assertFault(job, "{\"inputs\": {\"x\": [1]}, \"step\": 9}", "/step", "notTaken");
    }

    @Test
    void forkHasNoScript() throws Exception {
        String fork = Service.location(service.send(
                "POST", finished(FirstLesson.JSON) + "/forks", "{\"step\": 4, \"changes\": {}}", "Prefer", "wait=30"));

        HttpResponse<String> answer = service.get(fork + "/model", "Accept", "text/x-python");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("/problems/not-exportable", "step 4");
        assertThat(service.get(fork + "/model", "Accept", "application/onnx").statusCode())
                .isEqualTo(200);
    }

    @Test
    void runningJobHasNoModel() throws Exception {
        String job = service.submitted(Service.LONG);
        service.awaitStatus(job, "running");

        for (String format :
                List.of("application/json", "application/vnd.safetensors", "application/onnx", "text/x-python")) {
            HttpResponse<String> answer = service.get(job + "/model", "Accept", format);
            assertThat(answer.statusCode()).as(format).isEqualTo(409);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
        assertThat(service.send("DELETE", job, "").statusCode()).isEqualTo(204);
    }

    @Test
    void unknownFormatIs406AndInvalidTypeIs400() throws Exception {
        String job = finished(FirstLesson.JSON);

        assertThat(service.get(job + "/model", "Accept", "application/x-pickle").statusCode())
                .isEqualTo(406);
        HttpResponse<String> answer =
                service.get(job + "/model?dtype=float16", "Accept", "application/vnd.safetensors");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("'dtype'");
    }

    private String predicted(String job, String request) throws Exception {
        return service.send("POST", job + "/predictions", request).body();
    }

    private void assertFault(String job, String request, String pointer, String code) throws Exception {
        HttpResponse<String> answer = service.send("POST", job + "/predictions", request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(service.json(answer).at("/errors/0/pointer").stringValue()).isEqualTo(pointer);
        assertThat(service.json(answer).at("/errors/0/code").stringValue()).isEqualTo(code);
    }

    private String finished(String specification) throws Exception {
        return Service.location(service.post(specification, "Prefer", "wait=30"));
    }

    private byte[] bytes(String path, String format) throws Exception {
        HttpResponse<byte[]> answer = service.file(path, format);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains(format);
        return answer.body();
    }
}
