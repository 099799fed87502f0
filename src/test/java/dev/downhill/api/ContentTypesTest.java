package dev.downhill.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServiceTest
class ContentTypesTest {
    private final Service service;

    ContentTypesTest(Service service) {
        this.service = service;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/*",
                "application/*+json",
                "text/*",
                "application/yaml",
                "application/x-yaml",
                "application/cbor",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "multipart/form-data; boundary=x",
                "text/plain",
                "nonsense"
            })
    void refusesABodyOfAnotherType(String type) throws Exception {
        for (String path : new String[] {"/jobs", "/sweeps", "/gradients", "/learning-rates", "/transcripts"}) {
            HttpResponse<String> answer = service.send("POST", path, FirstLesson.JSON, "Content-Type", type);

            assertThat(answer.statusCode()).as(path).isEqualTo(415);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
        // A form is read, and this text is none.
        int refusal = type.startsWith("multipart/form-data") ? 422 : 415;
        assertThat(service.send("POST", "/datasets", "x,y\n1,2\n", "Content-Type", type)
                        .statusCode())
                .isEqualTo(refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json;charset=UTF-8", "application/vnd.school+json"})
    void readsABodyOfAJsonType(String type) throws Exception {
        assertThat(service.post(FirstLesson.JSON, "Content-Type", type).statusCode())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/yaml", "application/cbor"})
    void answersOnlyWithDocumentedTypes(String type) throws Exception {
        for (String path : new String[] {"/jobs", "/datasets", "/catalog", "/lessons"}) {
            assertThat(service.get(path, "Accept", type).statusCode()).as(path).isEqualTo(406);
        }
    }
}
