package dev.downhill.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@ServiceTest
class DatasetsTest {
    private static final String LINE = "x,y\n-1,-2\n0,0\n1,2\n2,4\n";

    private final Service service;

    DatasetsTest(Service service) {
        this.service = service;
    }

    @Test
    void answersAnUploadWithColumnsTypesAndAPreview() throws Exception {
        HttpResponse<String> answer = upload("?name=Fruit", "weight,kind\n1.5,pear\n2,apple\n");

        assertThat(answer.statusCode()).isEqualTo(201);
        JsonNode dataset = service.json(service.get(Service.location(answer)));
        assertThat(dataset).isEqualTo(service.json(answer));
        assertThat(dataset.get("name").asString()).isEqualTo("Fruit");
        assertThat(dataset.get("rows").intValue()).isEqualTo(2);
        assertThat(dataset.get("columns").toString())
                .isEqualTo(
                        "[{\"name\":\"weight\",\"type\":\"number\",\"missing\":0},{\"name\":\"kind\",\"type\":\"text\",\"missing\":0}]");
        assertThat(dataset.get("preview").toString()).isEqualTo("[[\"1.5\",\"pear\"],[\"2\",\"apple\"]]");
    }

    @Test
    void thePreviewIsTheFirstRowsOfMany() throws Exception {
        JsonNode dataset = service.json(upload("", "x\n" + "1\n".repeat(10_000)));

        assertThat(dataset.get("rows").intValue()).isEqualTo(10_000);
        assertThat(dataset.get("preview").size()).isEqualTo(5);
    }

    @Test
    void aJobLearnsFromAnUploadedSet() throws Exception {
        JsonNode job = service.json(service.post(jobOn(uploaded(LINE)), "Prefer", "wait=10"));

        assertThat(job.at("/result/parameters/w").doubleValue()).isBetween(1.999, 2.001);
        assertThat(job.at("/specification/data/target").asString()).isEqualTo("y");
    }

    @Test
    void acceptedJobsSurviveTheDeletionOfTheirSet() throws Exception {
        String dataset = uploaded(LINE);
        String job = service.submitted(jobOn(dataset).replace("\"steps\":100", "\"steps\":200000"));

        assertThat(service.send("DELETE", dataset, "").statusCode()).isEqualTo(204);

        service.awaitStatus(job, "succeeded");
        assertThat(service.get(dataset).statusCode()).isEqualTo(404);
        assertThat(service.send("DELETE", dataset, "").statusCode()).isEqualTo(404);
        HttpResponse<String> late = service.post(jobOn(dataset));
        assertThat(late.statusCode()).isEqualTo(422);
        assertThat(service.json(late).at("/errors/0/pointer").asString()).isEqualTo("/data/datasetId");
    }

    @Test
    void theListShowsTheNewestFirstWithoutPreviews() throws Exception {
        String older = uploaded(LINE);
        String newer = uploaded(LINE);

        JsonNode list = service.json(service.get("/datasets")).get("datasets");

        assertThat(list.get(0).get("self").asString()).isEqualTo(newer);
        assertThat(list.get(1).get("self").asString()).isEqualTo(older);
        assertThat(list.get(0).get("preview").isNull()).isTrue();
    }

    @Test
    void aColumnOfWordsIsNoInput() throws Exception {
        HttpResponse<String> answer = service.post(jobOn(uploaded("x,y\n1,2\nhello,3\n")));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(service.json(answer).at("/errors/0/message").asString())
                .isEqualTo("line 3, column 'x': 'hello' is not a number");
    }

    @Test
    void faultyTextIsAProblem() throws Exception {
        assertThat(problem(upload("", "a,b\n1\n"), 422)).isEqualTo("line 2 has 1 fields, the header has 2");
        assertThat(problem(upload("", "a,b\n1,=1+1\n"), 422)).contains("line 2, column 'b' begins like");
        assertThat(problem(upload("", "a,b\n1,\0\n"), 422)).contains("NUL");
        assertThat(problem(upload("", "\n"), 422)).isEqualTo("there is no header");
        assertThat(problem(upload("?name=" + "x".repeat(201), LINE), 422)).contains("201 characters");
        assertThat(problem(upload("", "a\n1," + "9".repeat(1_000_000)), 422)).contains("line 2");
        assertThat(problem(service.send("POST", "/datasets", "{}"), 415)).contains("application/json");
    }

    @Test
    void refusesATextBeyondTheRequestLimit() throws Exception {
        String row = "1,".repeat(99) + "1\n";
        String header =
                String.join(",", IntStream.range(0, 100).mapToObj(c -> "c" + c).toList());
        byte[] long17MB = (header + "\n" + row.repeat(17_000_000 / row.length())).getBytes(StandardCharsets.UTF_8);
        InputStream body = new ByteArrayInputStream(long17MB);

        assertThat(problem(upload("", BodyPublishers.ofInputStream(() -> body)), 413))
                .contains("16777216 bytes");
    }

    @Test
    void refusesATextWithoutAHeaderOrNumbersItsColumns() throws Exception {
        String csv = "6.1101,17.592\n5.5277,9.1302\n8.5186,13.662\n";

        assertThat(problem(upload("", csv), 422)).contains("`header: false`");
        JsonNode dataset = service.json(upload("?header=false", csv));
        assertThat(dataset.get("rows").intValue()).isEqualTo(3);
        assertThat(dataset.get("columns").findValuesAsString("name")).containsExactly("c1", "c2");
        JsonNode job = service.json(service.post(
                jobOn(dataset.get("self").asString())
                        .replace("\"}", "\",\"target\":\"c2\"}")
                        .replace("w * x", "w * c1")
                        .replace("0.1", "0.0"),
                "Prefer",
                "wait=10"));
        assertThat(job.at("/trajectory/loss/0").doubleValue()).isBetween(193.1630, 193.1631);
        assertThat(job.at("/specification/data/header").booleanValue()).isFalse();
    }

    @Test
    void separatorsAreRecognizedAndColumnsChosen() throws Exception {
        JsonNode dataset = service.json(upload(
                "?ignore=1&ignore=color&missing=drop", ";x;color;y, in mm\n0;1,5;red;3\n1;;blue;4\n2;2;red;?\n"));

        assertThat(dataset.get("columns").toString())
                .isEqualTo("[{\"name\":\"x\",\"type\":\"number\",\"missing\":1},"
                        + "{\"name\":\"y, in mm\",\"type\":\"number\",\"missing\":1}]");
        assertThat(dataset.get("preview").get(0).toString()).isEqualTo("[\"1,5\",\"3\"]");
        assertThat(dataset.at("/options").toString())
                .isEqualTo("{\"header\":true,\"separator\":\";\",\"columns\":[],\"ignore\":[\"1\",\"color\"],"
                        + "\"missing\":\"drop\",\"oneHot\":[]}");
    }

    @Test
    void jobReadsATextWithTheOptionsOfItsUpload() throws Exception {
        String dataset = Service.location(upload("?missing=drop&columns=x&columns=y", "x,z,y\n1,1,2\n?,1,4\n2,1,4\n"));

        JsonNode job = service.json(service.post(jobOn(dataset), "Prefer", "wait=10"));
        assertThat(job.at("/trajectory/loss/0").doubleValue()).isEqualTo((4.0 + 16.0) / 2);
        JsonNode again = service.json(service.post(job.get("specification").toString(), "Prefer", "wait=10"));
        assertThat(again.get("trajectory")).isEqualTo(job.get("trajectory"));
        HttpResponse<String> refused = service.post(jobOn(dataset).replace("\"}", "\",\"missing\":\"refuse\"}"));
        assertThat(service.json(refused).at("/errors/0/message").asString())
                .startsWith("line 3, column 'x': '?' is not a number");
        HttpResponse<String> all = service.post(jobOn(dataset).replace("\"}", "\",\"ignore\":[\"x\"]}"));
        assertThat(service.json(all).at("/errors/0/message").asString()).contains("a data column (z)");
    }

    @Test
    void unknownOptionIsAProblem() throws Exception {
        assertThat(problem(upload("?header=no", LINE), 422)).isEqualTo("'header' must be true or false, not 'no'");
        assertThat(problem(upload("?separator=ab", LINE), 422)).contains("'separator' must be one character");
        assertThat(problem(upload("?missing=skip", LINE), 422)).contains("refuse, drop, mean");
        assertThat(problem(upload("?ignore=z", LINE), 422)).isEqualTo("there is no column 'z'; there are x, y");
        assertThat(problem(upload("?ignore=x&columns=y", LINE), 422)).contains("either");
        assertThat(problem(upload("", ",x,y\n0,1,2\n"), 422)).contains("column 1 has no name", "`ignore: [1]`");
        assertThat(problem(upload("?oneHot=z", LINE), 422)).contains("there is no column 'z'");
    }

    private static String jobOn(String dataset) {
        return """
                {"model":{"expression":"w * x","parameters":{"w":0.0}},"data":{"datasetId":"%s"},\
                "optimizer":{"type":"sgd","learningRate":0.1},"steps":100}""".formatted(dataset.substring("/datasets/".length()));
    }

    private String uploaded(String csv) throws Exception {
        return Service.location(upload("", csv));
    }

    private HttpResponse<String> upload(String query, String csv) throws Exception {
        return upload(query, BodyPublishers.ofString(csv));
    }

    private HttpResponse<String> upload(String query, HttpRequest.BodyPublisher csv) throws Exception {
        return service.send("POST", "/datasets" + query, csv, "Content-Type", "text/csv");
    }

    /** Returns the detail of a problem. */
    private String problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        return service.json(answer).get("detail").asString();
    }
}
