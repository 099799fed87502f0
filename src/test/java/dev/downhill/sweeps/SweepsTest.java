package dev.downhill.sweeps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.Await;
import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class SweepsTest {
    private static final String RATES = "{\"/optimizer/learningRate\": [0.26, 0.01, 0.1]}";

    private final Service service;

    SweepsTest(Service service) {
        this.service = service;
    }

    @Test
    void ranksJobsByTheirFinalLoss() throws Exception {
        JsonNode sweep = finished(submitted(FirstLesson.JSON, RATES));

        assertThat(values(sweep, "/optimizer/learningRate")).containsExactly("0.1", "0.01", "0.26");
        assertThat(sweep.at("/ranking/0/rank").intValue()).isEqualTo(1);
        assertThat(sweep.at("/ranking/2/rank").intValue()).isEqualTo(3);
        assertThat(sweep.at("/progress/ended").intValue()).isEqualTo(3);
        JsonNode best = service.json(service.get(sweep.at("/ranking/0/job").asString()));
        assertThat(best.at("/specification/optimizer/learningRate").doubleValue())
                .isEqualTo(0.1);
        assertThat(best.at("/result/finalLoss")).isEqualTo(sweep.at("/ranking/0/finalLoss"));
    }

    @Test
    void listsSweepsTheNewestFirst() throws Exception {
        String first = submitted(FirstLesson.JSON, RATES);
        String second = submitted(FirstLesson.JSON, "{\"/steps\": [3, 4]}");
        finished(first);
        finished(second);

        JsonNode list = service.json(service.get("/sweeps"));
        assertThat(list.at("/sweeps/0/self").asString()).isEqualTo(second);
        assertThat(list.at("/sweeps/1/self").asString()).isEqualTo(first);
        assertThat(list.at("/sweeps/0/status").asString()).isEqualTo("finished");
        assertThat(list.at("/sweeps/0/fields").toString()).isEqualTo("[\"/steps\"]");
        assertThat(list.at("/sweeps/1/progress")).isEqualTo(new JsonMapper().readTree("{\"ended\": 3, \"jobs\": 3}"));
    }

    @Test
    void deletedSweepIsGoneAndItsEndedJobsStay() throws Exception {
        String location = submitted(FirstLesson.JSON, RATES);
        String job = finished(location).at("/ranking/0/job").asString();

        assertThat(service.send("DELETE", location, "").statusCode()).isEqualTo(204);

        assertThat(service.get(location).statusCode()).isEqualTo(404);
        assertThat(service.send("DELETE", location, "").statusCode()).isEqualTo(404);
        assertThat(service.status(job)).isEqualTo("succeeded");
    }

    @Test
    void deletingARunningSweepCancelsItsJobs() throws Exception {
        String location = submitted(Service.LONG, "{\"/seed\": [1, 2]}");
        Await.until(
                "both jobs are queued",
                () -> service.json(service.get(location))
                        .get("ranking")
                        .valueStream()
                        .noneMatch(trial -> trial.get("job").isNull()));
        String job = service.json(service.get(location)).at("/ranking/0/job").asString();

        assertThat(service.send("DELETE", location, "").statusCode()).isEqualTo(204);

        service.awaitStatus(job, "cancelled");
        assertThat(service.get("/sweeps").body()).doesNotContain(location);
    }

    @Test
    void everyCombinationHasAJob() throws Exception {
        JsonNode sweep = finished(
                submitted(
                        FirstLesson.JSON,
                        "{\"/optimizer/learningRate\": [0.01, 0.1], \"/optimizer/momentum\": [0, 0.5], \"/steps\": [5, 6, 7]}"));

        assertThat(sweep.get("ranking")
                        .valueStream()
                        .map(trial -> trial.get("values").toString()))
                .hasSize(12)
                .doesNotHaveDuplicates();
        assertThat(sweep.get("ranking")
                        .valueStream()
                        .map(trial -> trial.get("finalLoss").doubleValue()))
                .isSorted();
    }

    @Test
    void divergedJobIsLast() throws Exception {
        JsonNode sweep = finished(submitted(
                FirstLesson.JSON.replace("\"steps\": 10", "\"steps\": 10000"),
                "{\"/optimizer/learningRate\": [0.26, 0.3, 0.001, 0.1]}"));

        assertThat(sweep.get("ranking")
                        .valueStream()
                        .map(trial -> trial.get("outcome").asString()))
                .containsExactly("completed", "completed", "diverged", "diverged");
    }

    @Test
    void drawsLossCurvesOverEachOther() throws Exception {
        String sweep = submitted(FirstLesson.JSON, RATES);
        finished(sweep);

        HttpResponse<String> plot = service.get(sweep + "/plot", "Accept", "image/svg+xml");

        assertThat(plot.statusCode()).isEqualTo(200);
        assertThat(plot.body()).contains("<svg", "learningRate 0.26", "learningRate 0.01", "learningRate 0.1<");
        assertThat(service.get(sweep + "/plot", "Accept", "image/png").body()).contains("PNG");
        assertThat(problem(service.get(sweep + "/plot?scale=up"), 400)).contains("'up' is not one of linear, log");
        assertThat(problem(service.get(sweep + "/plot?width=9"), 400)).contains("200 and 2000");
    }

    @Test
    void cancelsAllJobs() throws Exception {
        String sweep = submitted(Service.LONG, "{\"/seed\": [1, 2, 3, 4, 5, 6, 7, 8]}");

        assertThat(service.send("POST", sweep + "/cancel", "").statusCode()).isEqualTo(202);

        JsonNode ended = finished(sweep);
        assertThat(ended.get("status").asString()).isEqualTo("cancelled");
        assertThat(ended.get("ranking")
                        .valueStream()
                        .map(trial -> trial.get("status").asString()))
                .containsOnly("cancelled");
        assertThat(problem(service.send("POST", sweep + "/cancel", ""), 409)).contains("have ended");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"/optimizer/learningRate\":[0.1,-1]}     | /grid/~1optimizer~1learningRate/1 | at least 0",
                "{\"/optimizer/learningRate\":[\"fast\"]}   | /grid/~1optimizer~1learningRate/0 | fast",
                "{\"/optimizer/learningrate\":[0.1]}        | /grid/~1optimizer~1learningrate/0 | learningrate",
                "{\"/optimiser/learningRate\":[0.1]}        | /grid/~1optimiser~1learningRate/0 | optimiser",
                "{\"/steps/0\":[1]}                         | /grid/~1steps~10/0 | no place '/steps/0'",
                "{\"steps\":[1]}                            | /grid/steps/0 | not a JSON pointer",
                "{\"/data/x/7\":[1]}                        | /grid/~1data~1x~17/0 | no place",
                "{\"/steps\":3}                             | /grid/~1steps | an array of values",
                "{\"/steps\":[]}                            | /grid/~1steps | an array of values",
                "{}                                         | /grid | an object of JSON pointers",
                "[1]                                        | /grid | an object of JSON pointers"
            })
    void namesThePlaceOfABadGridEntry(String grid, String pointer, String message) throws Exception {
        HttpResponse<String> answer = post(FirstLesson.JSON, grid);

        problem(answer, 422);
        JsonNode fault = service.json(answer).at("/errors/0");
        assertThat(fault.get("pointer").asString()).isEqualTo(pointer);
        assertThat(fault.get("message").asString()).contains(message);
    }

    @Test
    void queuesNothingIfOneJobCannotRun() throws Exception {
        String name = "never to be seen";

        problem(
                post(FirstLesson.JSON.replaceFirst("\\{", "{\"name\":\"" + name + "\","), "{\"/steps\": [1, 2, 0]}"),
                422);

        assertThat(service.get("/jobs?limit=1000").body()).doesNotContain(name);
    }

    @Test
    void refusesAGridOfABillionPoints() throws Exception {
        String ten = "[1,2,3,4,5,6,7,8,9,10]";
        String grid = Stream.of("a", "b", "c", "d", "e", "f", "g", "h", "i")
                .map(name -> "\"/data/" + name + "\":" + ten)
                .toList()
                .toString();

        HttpResponse<String> answer = post(FirstLesson.JSON, "{" + grid.substring(1, grid.length() - 1) + "}");

        assertThat(problem(answer, 422)).isEqualTo("the grid has more than 64 points");
        assertThat(service.json(answer).at("/errors/0/pointer").asString()).isEqualTo("/grid");
    }

    @Test
    void namesAFaultOfTheSpecificationOnce() throws Exception {
        HttpResponse<String> answer = post(FirstLesson.JSON.replace("w * x", "w * z"), RATES);

        problem(answer, 422);
        assertThat(service.json(answer)
                        .get("errors")
                        .valueStream()
                        .map(fault -> fault.get("pointer").asString()))
                .containsExactly("/specification/model/expression");
    }

    @Test
    void refusesABodyThatIsNotASweep() throws Exception {
        assertThat(problem(service.send("POST", "/sweeps", "[]"), 422)).contains("a sweep must be an object");
        assertThat(problem(service.send("POST", "/sweeps", "{\"grid\":" + RATES + "}"), 422))
                .contains("'specification' is required");
        assertThat(problem(
                        service.send(
                                "POST",
                                "/sweeps",
                                "{\"specification\":" + FirstLesson.JSON + ",\"grid\":" + RATES + ",\"gird\":1}"),
                        422))
                .contains("no field 'gird'");
        assertThat(problem(service.get("/sweeps/unknown"), 404)).isEqualTo("there is no sweep 'unknown'");
        assertThat(problem(service.get("/sweeps/unknown/plot"), 404)).contains("unknown");
        assertThat(problem(service.send("POST", "/sweeps/unknown/cancel", ""), 404))
                .contains("unknown");
    }

    private HttpResponse<String> post(String specification, String grid) throws Exception {
        return service.send("POST", "/sweeps", "{\"specification\":" + specification + ",\"grid\":" + grid + "}");
    }

    private String submitted(String specification, String grid) throws Exception {
        return Service.location(post(specification, grid));
    }

    private JsonNode finished(String sweep) throws Exception {
        return SweepWatch.untilEnded(service, sweep);
    }

    private static List<String> values(JsonNode sweep, String pointer) {
        return sweep.get("ranking")
                .valueStream()
                .map(trial -> trial.get("values").get(pointer).toString())
                .toList();
    }

    /** Returns the detail of a problem. */
    private String problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        return service.json(answer).get("detail").asString();
    }
}
