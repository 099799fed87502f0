package dev.downhill.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@ServiceTest
class DocumentsOverHttpTest {
    private static final Path FOLDER = Path.of("src/test/resources/documents");

    private final Service service;

    DocumentsOverHttpTest(Service service) {
        this.service = service;
    }

    private HttpResponse<String> post(byte[] document, String path, String type, String accept) throws Exception {
        return service.send("POST", path, BodyPublishers.ofByteArray(document), "Content-Type", type, "Accept", accept);
    }

    private HttpResponse<String> post(String name, String accept) throws Exception {
        String type = name.endsWith(".html") ? "text/html" : "text/markdown";
        return post(Files.readAllBytes(FOLDER.resolve(name)), "/documents", type, accept);
    }

    @ParameterizedTest
    @CsvSource({
        "seed-page.md, 3",
        "first-lesson-right.md, 0",
        "elements-wrong.html, 4",
        "rendered-right.html, 0",
        "faulty-specification.md, 3"
    })
    void answersFindings(String name, int findings) throws Exception {
        HttpResponse<String> answer = post(name, "application/json");
        JsonNode checked = service.json(answer);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(checked.get("findings").size()).isEqualTo(findings);
        assertThat(checked.get("right").asBoolean()).isEqualTo(findings == 0);
    }

    @Test
    void answersTheMendedDocument() throws Exception {
        String page = Files.readString(FOLDER.resolve("seed-page.md"));
        HttpResponse<String> answer = post("seed-page.md", "text/markdown");

        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/markdown");
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment");
        assertThat(answer.body())
                .isEqualTo(page.replace("5.7600", "1.4400").replace("w=3.0240, loss=0.9216", "w=2.9760, loss=0.0576"));
        assertThat(post("elements-wrong.html", "text/html").body())
                .contains("<td>1.4400</td>")
                .contains("<span class=\"number\">0.0576</span>");
        assertThat(post(
                                Files.readAllBytes(FOLDER.resolve("empty.md")),
                                "/documents?fill=true",
                                "text/markdown",
                                "text/markdown")
                        .body())
                .contains("step 10: w=3.0000");
    }

    /** Every number of a job, printed with all its digits, is right in a document. */
    @Test
    void pointersReadTheJobAsItIsServed() throws Exception {
        String json = """
                {"model": {"layers": [{"type": "linear", "units": 2, "activation": "tanh"}, {"type": "linear", "units": 2}]},
                 "data": {"generator": "moons", "n": 20, "testFraction": 0.2}, "loss": "crossEntropy",
                 "optimizer": {"type": "adam", "learningRate": 0.05}, "steps": 8}""";
        JsonNode job = service.json(service.post(json, "Prefer", "wait=20"));
        var document = new StringBuilder("```json downhill name=run\n" + json + "\n```\n");
        int values = 0;
        for (String part : List.of("outcome", "progress", "specification", "result", "trajectory")) {
            values += print(job.get(part), "/" + part, document);
        }
        HttpResponse<String> answer = post(
                document.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "/documents",
                "text/markdown",
                "*/*");

        assertThat(values).isBetween(100, 200);
        assertThat(service.json(answer).get("findings")).isEmpty();
        assertThat(service.json(answer).get("checked").asInt()).isGreaterThanOrEqualTo(values);
    }

    private static int print(JsonNode value, String pointer, StringBuilder document) {
        if (pointer.contains("durationMillis") || pointer.contains("diagnosis") || value.isNull()) {
            return 0;
        }
        boolean nested = value.isObject()
                || (value.isArray() && (value.isEmpty() || !value.get(0).isNumber()));
        if (!nested) {
            String text = value.isString() ? value.asString() : value.toString();
            document.append("\nA <!-- downhill of=run value=")
                    .append(pointer)
                    .append(" -->")
                    .append(text);
            document.append("<!-- /downhill -->.\n");
            return 1;
        }
        int values = 0;
        if (value.isObject()) {
            for (String name : value.propertyNames()) {
                values += print(
                        value.get(name), pointer + "/" + name.replace("~", "~0").replace("/", "~1"), document);
            }
        } else {
            for (int i = 0; i < value.size(); i++) {
                values += print(value.get(i), pointer + "/" + i, document);
            }
        }
        return values;
    }

    @Test
    void refusesADocumentThatIsTooLongOrNotText() throws Exception {
        assertThat(post(new byte[10_000_000], "/documents", "text/markdown", "*/*")
                        .statusCode())
                .isEqualTo(413);
        assertThat(post(new byte[] {(byte) 0xFF}, "/documents", "text/html", "*/*")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(new byte[] {'a'}, "/documents", "text/csv", "*/*").statusCode())
                .isEqualTo(415);
        assertThat(post(new byte[] {'a'}, "/documents", "text/markdown", "text/html")
                        .statusCode())
                .isEqualTo(406);
    }

    @Test
    void boundsWhatADocumentMayAskFor() throws Exception {
        String document = "```json downhill name=long\n" + FirstLesson.json(0.1, 10_001)
                + "\n```\n```text downhill of=long\nstep 1: w=2.4\n```\n";
        JsonNode checked = service.json(
                post(document.getBytes(java.nio.charset.StandardCharsets.UTF_8), "/documents", "text/markdown", "*/*"));

        assertThat(checked.at("/findings/0/kind").asString()).isEqualTo("unreadable");
        assertThat(checked.at("/findings/0/message").asString()).contains("at most 10000");
    }
}
