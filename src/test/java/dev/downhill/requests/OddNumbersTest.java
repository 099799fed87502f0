package dev.downhill.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Numbers that JSON can write and no computer number holds, wherever a request has a number. */
@ServiceTest(properties = "downhill.web.posts-per-second=0")
class OddNumbersTest {
    private static final List<String> TOO_LARGE = List.of(
            "1" + "0".repeat(308) + "0", "-9" + "9".repeat(600), "1e400", "-1E+999999999", "1" + "0".repeat(900));
    private static final List<String> ODD =
            List.of("1e-400", "-0", "-0.0", "0e999999999", "1E-999999999", "1" + "0".repeat(300), "0.1e1", "1e308");

    @Autowired
    private MemoryBudget budget;

    @Autowired
    private RequestShares shares;

    private final Service service;

    OddNumbersTest(Service service) {
        this.service = service;
    }

    /** A request with a number in every place, as # marks it. */
    record Place(String path, String body) {}

    static List<Place> places() {
        List<Place> places = new ArrayList<>();
        String lesson = FirstLesson.JSON;
        for (String job : List.of(
                lesson.replace("[2.0]", "[#]"),
                lesson.replace("[6.0]", "[#]"),
                lesson.replace("\"w\": 0.0", "\"w\": #"),
                lesson.replace("\"w\": 0.0", "\"w\": [[#]]"),
                lesson.replace("\"w\": 0.0", "\"w\": {\"shape\": [#]}"),
                lesson.replace("0.1", "#"),
                lesson.replace("10}", "#}"),
                lesson.replace("10}", "10, \"seed\": #}"),
                lesson.replace("10}", "10, \"batchSize\": #}"),
                lesson.replace("10}", "10, \"epochs\": #}"),
                lesson.replace("10}", "10, \"stop\": {\"lossBelow\": #, \"patience\": #}}"),
                lesson.replace("10}", "10, \"regularization\": {\"l1\": #}}"),
                lesson.replace("10}", "10, \"gradientClipping\": {\"norm\": #}}"),
                lesson.replace("10}", "10, \"record\": {\"every\": #}}"),
                lesson.replace("10}", "10, \"schedule\": {\"type\": \"exponential\", \"gamma\": #}}"),
                lesson.replace("w * x", "w * x * #"),
                lesson.replace(
                        "{\"x\": [2.0], \"y\": [6.0]}",
                        "{\"generator\": \"line\", \"n\": #, \"noise\": #, \"seed\": #, \"testFraction\": #}"),
                lesson.replace("{\"x\": [2.0], \"y\": [6.0]}", "{\"text\": \"abcabc\", \"context\": #}"),
                lesson.replace("{\"x\": [2.0], \"y\": [6.0]}", "{\"csv\": \"x,y\\n#,#\"}"),
                "{\"model\":{\"layers\":[{\"type\":\"linear\",\"units\":#,\"bias\":[#]}]},\"data\":{\"x\":[1],\"y\":[1]}}")) {
            places.add(new Place("/jobs", job));
            places.add(new Place("/transcripts", "{\"lines\": [\"loss=1\"], \"specification\": " + job + "}"));
            places.add(
                    new Place("/sweeps", "{\"grid\": {\"/optimizer/momentum\": [0]}, \"specification\": " + job + "}"));
        }
        places.add(new Place(
                "/sweeps", "{\"grid\": {\"/optimizer/learningRate\": [0.1, #]}, \"specification\": " + lesson + "}"));
        places.add(new Place("/gradients", "{\"expression\": \"w * #\", \"parameters\": {\"w\": #}}"));
        places.add(new Place("/gradients", "{\"expression\": \"w * x\", \"parameters\": {\"w\": 1, \"x\": #}}"));
        places.add(new Place("JOB/predictions", "{\"inputs\": {\"x\": [#]}}"));
        places.add(new Place("JOB/predictions", "{\"inputs\": {\"x\": [1]}, \"step\": #}"));
        places.add(new Place("JOB/forks", "{\"step\": #}"));
        places.add(new Place("JOB/forks", "{\"step\": 5, \"changes\": {\"steps\": #}}"));
        places.add(new Place("JOB/forks", "{\"step\": 5, \"changes\": {\"optimizer\": {\"learningRate\": #}}}"));
        return places;
    }

    @ParameterizedTest
    @MethodSource("places")
    void refusesANumberThatNoDoubleHolds(Place place) throws Exception {
        String job = Service.location(service.post(FirstLesson.JSON, "Prefer", "wait=10"));
        for (String number : TOO_LARGE) {
            String path = place.path().replace("JOB", job);

            HttpResponse<String> answer =
                    service.send("POST", path, place.body().replace("#", number));

            assertThat(answer.statusCode()).as(number + "\n" + answer.body()).isEqualTo(422);
            assertThat(answer.body()).contains("pointer");
        }
        Held.awaitNothing(budget, shares);
    }

    @ParameterizedTest
    @MethodSource("places")
    void oddNumberCausesNoInternalError(Place place) throws Exception {
        String job = Service.location(service.post(FirstLesson.JSON, "Prefer", "wait=10"));
        for (String number : ODD) {
            String path = place.path().replace("JOB", job);

            HttpResponse<String> answer =
                    service.send("POST", path, place.body().replace("#", number));

            assertThat(answer.statusCode()).as(number + "\n" + answer.body()).isIn(200, 201, 202, 422, 429);
        }
        Held.awaitNothing(budget, shares);
    }

    @Test
    void refusesANumberOfTooManyDigits() throws Exception {
        HttpResponse<String> answer = service.post(FirstLesson.JSON.replace("2.0", "1".repeat(1001)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Number value length").doesNotContain("StreamReadConstraints");
    }
}
