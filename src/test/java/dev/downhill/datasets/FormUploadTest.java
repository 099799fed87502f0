package dev.downhill.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Data sets from the form of a browser. */
@ServiceTest
class FormUploadTest {
    private static final String BOUNDARY = "a-boundary";

    private final Service service;

    FormUploadTest(Service service) {
        this.service = service;
    }

    @Test
    void takesTheFileOfAFormAndItsName() throws Exception {
        HttpResponse<String> answer = send("", part("file", "fruit.csv", "weight,kind\n1.5,pear\n2,apple\n"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode dataset = service.json(service.get(Service.location(answer)));
        assertThat(dataset.get("name").asString()).isEqualTo("fruit.csv");
        assertThat(dataset.get("preview").toString()).isEqualTo("[[\"1.5\",\"pear\"],[\"2\",\"apple\"]]");
    }

    @Test
    void optionsAreParametersOfTheAddress() throws Exception {
        JsonNode dataset =
                service.json(send("?name=Two&header=false&separator=;", part("file", "a.csv", "1;2\n3;4\n")));

        assertThat(dataset.get("name").asString()).isEqualTo("Two");
        assertThat(dataset.at("/columns/1/name").asString()).isEqualTo("c2");
        assertThat(dataset.get("rows").intValue()).isEqualTo(2);
    }

    @Test
    void aFileInAFormIsReadAsItWouldBeOnItsOwn() throws Exception {
        var random = new Random(19);
        for (int i = 0; i < 20; i++) {
            String text = "x,y\n"
                    + random.doubles(2L * (1 + random.nextInt(2000)))
                            .mapToObj(value -> String.format(Locale.ROOT, "%.6f", value))
                            .collect(Collectors.joining(",")) // then every second comma ends a row
                            .replaceAll("([^,]*,[^,]*),", "$1\n")
                    + "\n";
            JsonNode form = service.json(send("?name=same", part("file", "x.csv", text)));
            JsonNode alone =
                    service.json(service.send("POST", "/datasets?name=same", text, "Content-Type", "text/csv"));

            assertThat(form.get("rows")).isEqualTo(alone.get("rows"));
            assertThat(form.get("columns")).isEqualTo(alone.get("columns"));
            assertThat(form.get("preview")).isEqualTo(alone.get("preview"));
        }
    }

    @Test
    void refusesAFormWithOtherParts() throws Exception {
        assertRefused(send("", part("upload", "a.csv", "x\n1\n")), "a part named 'upload'");
        assertRefused(
                send("", part("file", "a.csv", "x\n1\n") + part("separator", null, ";")), "a part named 'separator'");
        assertRefused(
                send("", part("file", "a.csv", "x\n1\n") + part("file", "b.csv", "x\n1\n")), "more than one file");
        assertRefused(send("", ""), "no part named 'file'");
    }

    @Test
    void refusesAFormThatBreaksOff() throws Exception {
        String whole =
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nx\n1";
        HttpResponse<String> answer =
                service.send("POST", "/datasets", whole, "Content-Type", "multipart/form-data; boundary=" + BOUNDARY);

        assertRefused(answer, "the form cannot be read");
    }

    @Test
    void refusesAFormWithoutABoundary() throws Exception {
        HttpResponse<String> answer =
                service.send("POST", "/datasets", "x\n1\n", "Content-Type", "multipart/form-data");

        assertRefused(answer, "the form cannot be read");
    }

    private void assertRefused(HttpResponse<String> answer, String detail) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(service.json(answer).get("detail").asString()).contains(detail);
    }

    private HttpResponse<String> send(String query, String parts) throws Exception {
        return service.send(
                "POST",
                "/datasets" + query,
                parts + "--" + BOUNDARY + "--\r\n",
                "Content-Type",
                "multipart/form-data; boundary=" + BOUNDARY);
    }

    private static String part(String name, @Nullable String file, String content) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\""
                + (file == null ? "" : "; filename=\"" + file + "\"\r\nContent-Type: text/csv") + "\r\n\r\n"
                + content + "\r\n";
    }
}
