package dev.downhill.jobs.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One row of a step over HTTP. */
@ServiceTest
class RowOverHttpTest {
    private static final String MIXED = """
            {"model": {"expression": "w * mean(x)", "parameters": {"w": 0.0}}, "data": {"x": [1.0, 2.0], "y": [3.0, 6.0]},
             "optimizer": {"type": "sgd", "learningRate": 0.1}, "steps": 1}""";

    private final Service service;

    RowOverHttpTest(Service service) {
        this.service = service;
    }

    private String finished(String specification) throws Exception {
        HttpResponse<String> answer = service.post(specification, "Prefer", "wait=30");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Service.location(answer);
    }

    @Test
    void theOnlyRowOfTheFirstLessonHasNumbersWithoutBrackets() throws Exception {
        JsonNode row = service.json(service.get(finished(FirstLesson.JSON) + "/steps/1?row=0&weight=w"));

        assertThat(row.at("/loss/value").asDouble()).isEqualTo(36);
        assertThat(row.at("/weights/0/part").asDouble()).isEqualTo(-24);
        assertThat(row.at("/chain/python").asString()).isEqualTo("-12.0 * 2.0  # = -24.0");
        assertThat(row.at("/forward").toString()).doesNotContain("= [");
    }

    @Test
    void textReadsLikeATraceback() throws Exception {
        String text = service.get(finished(FirstLesson.JSON) + "/steps/1?row=0&weight=w", "Accept", "text/plain")
                .body();

        assertThat(text)
                .contains("prediction = w * x = 0 * 2 = 0")
                .contains("d(loss)/d(w): this row's part is -24 of -24")
                .contains("d(loss.pow)/d(loss.sub) = loss.sub * 2 = -12.0");
    }

    @Test
    void rowsAndWeightsThatDoNotExistAreRefused() throws Exception {
        String job = finished(FirstLesson.JSON);

        assertThat(service.get(job + "/steps/1?row=1").body())
                .contains("bad-parameter", "'row': 1 does not lie between 0 and 0; step 1 has 1 row");
        assertThat(service.get(job + "/steps/1?row=0&weight=v").body()).contains("no trained parameter; these are [w]");
        assertThat(service.get(job + "/steps/1?weight=w").statusCode()).isEqualTo(400);
    }

    @Test
    void runningStatisticsAreNotRegularized() throws Exception {
        JsonNode row = service.json(service.get(finished("""
                {"model": {"layers": [{"type": "unflatten", "shape": [1, 4]}, {"type": "batchNorm"}, {"type": "flatten"},
                                      {"type": "linear", "units": 1}]},
                 "data": {"x": [[1.0, 2.0, 3.0, 5.0]], "y": [1.0]}, "regularization": {"l1": 0.1, "l2": 0.01},
                 "steps": 3}""") + "/steps/3?row=0"));

        double batch = row.at("/loss/batch").asDouble();
        assertThat(row.at("/loss/share").asDouble()
                        + row.at("/loss/regularization").asDouble())
                .isCloseTo(batch, within(1e-12 * batch));
    }

    @Test
    void rowsThatDependOnEachOtherAreNamedSo() throws Exception {
        HttpResponse<String> answer = service.get(finished(MIXED) + "/steps/1?row=0");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("rows-depend-on-each-other");
    }

    @Test
    void rowsThatShareARootAreNamedSoWhereNoGradientFlows() throws Exception {
        String job = finished(ofLoss("sqrt(mean((yPred - y) ** 2))"));

        assertThat(service.get(job + "/steps/1?row=0").body()).contains("rows-depend-on-each-other");
        assertThat(service.get(job + "/steps/1?row=1").body()).contains("rows-depend-on-each-other");
    }

    @Test
    void aMeanWithinTheLossIsAMeanOverTheRows() throws Exception {
        String job = finished(ofLoss("mean((yPred - y) ** 2)"));
        JsonNode first = service.json(service.get(job + "/steps/1?row=0"));
        JsonNode second = service.json(service.get(job + "/steps/1?row=1"));

        assertThat(first.at("/loss/share").asDouble()).isEqualTo(4.5);
        assertThat(second.at("/loss/share").asDouble()).isEqualTo(18);
        assertThat(first.at("/loss/batch").asDouble()).isEqualTo(22.5);
    }

    /** Two rows; the input of the first is 0, so its part of the gradient is 0. */
    private static String ofLoss(String loss) {
        return """
                {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [0.0, 2.0], "y": [3.0, 6.0]},
                 "loss": {"expression": "LOSS"}, "steps": 1}""".replace("LOSS", loss);
    }
}
