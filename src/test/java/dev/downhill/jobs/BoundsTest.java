package dev.downhill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Each bound of a job and of the store, reached. */
@ServiceTest(
        properties = {
            "downhill.jobs.threads=1",
            "downhill.jobs.queue-length=8",
            "downhill.jobs.client-share=0.25",
            "downhill.jobs.stored=5",
            "downhill.limits.work=50",
            "downhill.limits.parameters=20",
            "downhill.limits.rows=30",
            "downhill.limits.values=60",
            "downhill.limits.steps=40",
            "downhill.limits.recorded-values=60",
            "downhill.jobs.short-work=0"
        })
class BoundsTest {
    private final Service service;

    BoundsTest(Service service) {
        this.service = service;
    }

    private void refused(String specification, String pointer, String words) throws Exception {
        HttpResponse<String> answer = service.post(specification);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(service.json(answer).get("errors").findValuesAsString("pointer"))
                .as(answer.body())
                .contains(pointer);
        assertThat(answer.body()).contains(words);
    }

    @Test
    void refusesAJobThatIsTooLargeInAnyWay() throws Exception {
        refused(FirstLesson.JSON.replace("\"steps\": 10", "\"steps\": 41"), "/steps", "between 1 and 40");
        refused(
                FirstLesson.JSON
                        .replace("[2.0]", "[1,2,3]")
                        .replace("[6.0]", "[1,2,3]")
                        .replace("10}", "20}"),
                "/steps",
                "at most 50");
        refused(
                FirstLesson.JSON.replace("\"w\": 0.0", "\"w\": {\"shape\": [21], \"init\": \"zeros\"}"),
                "/model/parameters/w/shape",
                "20");
        refused(
                FirstLesson.JSON.replace("{\"x\": [2.0], \"y\": [6.0]}", "{\"generator\": \"line\", \"n\": 31}"),
                "/data/n",
                "30");
        refused(
                FirstLesson.JSON.replace("\"steps\": 10", "\"steps\": 40, \"record\": {\"every\": 1}"),
                "/record",
                "at most 60");
        refused(FirstLesson.JSON.replace("[2.0]", "[[" + "1,".repeat(69) + "1]]"), "/data/x", "60");
    }

    /** 10 weights, of which the two of the kernel work at 7 places: 21 products in a step. */
    @Test
    void aWeightOfAConvolutionCountsAtEachPlace() throws Exception {
        String convolution = """
                {"model": {"layers": [{"type": "unflatten", "shape": [1, 8]},
                  {"type": "conv1d", "outChannels": 1, "kernelSize": 2, "bias": false}, {"type": "flatten"},
                  {"type": "linear", "units": 1}]},
                 "data": {"x": [[1, 2, 3, 4, 5, 6, 7, 8]], "y": [1.0]}, "record": {"every": 10}, "steps": 2}""";

        assertThat(service.post(convolution).statusCode()).isEqualTo(202);
        refused(convolution.replace("\"steps\": 2", "\"steps\": 4"), "/steps", "products of two numbers");
    }

    @Test
    @DisabledIfSystemProperty(
            named = "test.store",
            matches = "postgresql",
            disabledReason = "Rows have a bound of their own, which PostgresContractTest reaches.")
    void evictsTheOldestOfTooManyJobs() throws Exception {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            sent.add(Service.location(service.post(FirstLesson.JSON, "Prefer", "wait=10")));
        }

        HttpResponse<String> gone = service.get(sent.getFirst());
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(service.json(gone).get("detail").asString()).contains("ended jobs are evicted, the oldest first");
        assertThat(service.get(sent.getLast()).statusCode()).isEqualTo(200);
    }
}
