package dev.downhill.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.io.StringReader;
import java.net.http.HttpResponse;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;
import tools.jackson.databind.json.JsonMapper;

/** Characters that are valid in JSON and in nothing that is made of it. */
@ServiceTest
class OddTextsTest {
    private final Service service;

    OddTextsTest(Service service) {
        this.service = service;
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "a\\udfff", "\\udc00\\ud800", "\\ud83d\\ude00\\ude00"})
    void refusesHalfASurrogatePairAtItsPlace(String odd) throws Exception {
        HttpResponse<String> answer = service.post(FirstLesson.JSON.replace("10}", "10, \"name\": \"a" + odd + "b\"}"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(service.json(answer).at("/errors/0/code").asString()).isEqualTo("character");
        assertThat(service.json(answer).at("/errors/0/message").asString()).contains("U+D");
        assertThat(service.json(answer).at("/errors/0/pointer").asString()).isEqualTo("/name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\u0008", "\\u001b[2J", "\\ufffe", "\\n", "\\u0085"})
    void controlCharacterInANameLeavesThePictureXml(String odd) throws Exception {
        String named = FirstLesson.JSON
                .replace("10}", "10, \"name\": \"a" + odd + "b\"}")
                .replace("\"x\": [2.0]", "\"x\": [2.0], \"z" + odd + "\": [1.0]");

        HttpResponse<String> answer = service.post(named, "Prefer", "wait=10");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String name = service.json(answer).get("name").asString();
        assertThat(name)
                .isEqualTo(JsonMapper.shared().readTree("\"a" + odd + "b\"").asString());
        assertPicture(service.get(Service.location(answer) + "/plot", "Accept", "image/svg+xml"));
    }

    @Test
    void refusesHalfASurrogatePairInAFieldName() throws Exception {
        assertThat(service.post("{\"a\\ud800\": 1}").statusCode()).isEqualTo(400);
    }

    @Test
    void pictureShowsEveryOtherName() throws Exception {
        String name = "<svg onload=\\\"x\\\"> & ]]> \\u00e9\\ud83d\\ude00 \\u202e \\u200b";
        String job = Service.location(
                service.post(FirstLesson.JSON.replace("10}", "10, \"name\": \"" + name + "\"}"), "Prefer", "wait=10"));

        HttpResponse<String> picture = service.get(job + "/plot", "Accept", "image/svg+xml");

        assertPicture(picture);
    }

    private static void assertPicture(HttpResponse<String> picture) throws Exception {
        assertThat(picture.statusCode()).isEqualTo(200);
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        assertThat(factory.newDocumentBuilder()
                        .parse(new InputSource(new StringReader(picture.body())))
                        .getDocumentElement()
                        .getTagName())
                .isEqualTo("svg");
    }

    @Test
    void trainingTextMayHaveLinesAndTabs() throws Exception {
        String body = "{\"model\":{\"layers\":[{\"type\":\"embedding\",\"embeddingDim\":2},{\"type\":\"flatten\"},"
                + "{\"type\":\"linear\",\"units\":4}]},\"data\":{\"text\":\"ab\\n\\tab\\n\\t\",\"context\":2},\"steps\":5}";

        assertThat(service.post(body, "Prefer", "wait=10").statusCode()).isEqualTo(201);
    }

    @Test
    void answers400ForAQueryThatIsNotUtf8() throws Exception {
        assertThat(service.get("/jobs?limit=%ff").statusCode()).isEqualTo(400);
    }

    @Test
    void refusesAnUploadWithNul() throws Exception {
        HttpResponse<String> answer = service.send("POST", "/datasets", "a,y\n1,\u0000z\n", "Content-Type", "text/csv");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    }
}
