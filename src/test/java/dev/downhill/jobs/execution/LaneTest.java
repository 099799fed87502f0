package dev.downhill.jobs.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.jobs.Lane;
import dev.downhill.service.Service;
import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The lane of a job follows from what its graph costs, not from how few parameters and rows it has. */
class LaneTest {
    private static final Duration SHORT_WORK = Duration.ofMillis(250);

    private static Lane lane(String specification) {
        return Lane.of(
                new SpecificationReader(Limits.DEFAULT).read(new JsonMapper().readTree(specification)), SHORT_WORK);
    }

    private static String job(String expression, String parameters, String data, int steps) {
        return "{\"model\": {\"expression\": \"" + expression + "\", \"parameters\": " + parameters + "}, \"data\": "
                + data + ", \"steps\": " + steps + "}";
    }

    @Test
    void theFirstLessonIsShort() {
        assertThat(lane(FirstLesson.JSON)).isEqualTo(Lane.SHORT);
        assertThat(lane(FirstLesson.JSON.replace("\"steps\": 10", "\"steps\": 10000")))
                .isEqualTo(Lane.SHORT);
    }

    @Test
    void aRunOfMinutesIsLong() {
        assertThat(lane(Service.LONG)).isEqualTo(Lane.LONG);
    }

    /** Each has few parameters, few rows and few steps: their product is below 10^8. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum(exp(a) * b) * x",
                "sum(erf(a * b)) * x",
                "sum((a * b) @ (a * b)) * x",
                "sum(softmax(a * b)) * x",
                "sum((a * b) ** c) * x",
                "sum(sin(a * b) + cos(a * b) + log(a * b + 2)) * x"
            })
    void aFormulaThatComputesMuchFromLittleIsLong(String expression) {
        String parameters = "{\"a\": {\"shape\": [2000, 1], \"init\": \"zeros\"},"
                + " \"b\": {\"shape\": [1, 2000], \"init\": \"zeros\"}, \"c\": 1.5}";
        String used = expression.contains("c)") ? parameters : parameters.replace(", \"c\": 1.5", "");

        assertThat(lane(job(expression, used, "{\"x\": [1.0], \"y\": [1.0]}", 20)))
                .isEqualTo(Lane.LONG);
    }

    @Test
    void countsRowsThatAreEvaluatedOnlyAtTheEnd() {
        String data = "{\"generator\": \"line\", \"n\": 1000000}";
        String erf = "erf(".repeat(40) + "w * x" + ")".repeat(40);

        assertThat(lane(job(erf, "{\"w\": 1.0}", data, 1).replace("\"steps\"", "\"batchSize\": 1, \"steps\"")))
                .isEqualTo(Lane.LONG);
        assertThat(lane(job("w * x", "{\"w\": 1.0}", data, 1).replace("\"steps\"", "\"batchSize\": 1, \"steps\"")))
                .isEqualTo(Lane.SHORT);
    }
}
