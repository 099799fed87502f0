package dev.downhill.gradients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class GradientsOverHttpTest {
    private final Service service;

    GradientsOverHttpTest(Service service) {
        this.service = service;
    }

    @Test
    void answersOneStepOfTheFirstLesson() throws Exception {
        JsonNode check = service.json(post("{\"expression\": \"(w * 2 - 6) ** 2\", \"parameters\": {\"w\": 0}}"));

        assertThat(check.get("value").asDouble()).isEqualTo(36);
        assertThat(check.at("/gradients/w/backpropagation").asDouble()).isEqualTo(-24);
        assertThat(check.at("/gradients/w/centralDifferences").asDouble()).isBetween(-24.000001, -23.999999);
        assertThat(check.get("distance").asDouble()).isLessThan(1e-9);
        assertThat(check.get("graph")).hasSize(7);
    }

    @Test
    void nonFiniteNumberIsNull() throws Exception {
        JsonNode check = service.json(post("{\"expression\": \"1 / w\", \"parameters\": {\"w\": 0}}"));

        assertThat(check.get("value").isNull()).isTrue();
        assertThat(check.at("/gradients/w/backpropagation").isNull()).isTrue();
        assertThat(check.at("/gradients/w/centralDifferences").isNull()).isTrue();
        assertThat(check.at("/gradients/w/distance").isNull()).isTrue();
        assertThat(check.at("/gradients/w/kinks").isEmpty()).isTrue();
    }

    @Test
    void aKinkHasTheSlopesOfBothSides() throws Exception {
        JsonNode kink = service.json(post("{\"expression\": \"sum(relu(v))\", \"parameters\": {\"v\": [1, 0]}}"))
                .at("/gradients/v/kinks/0");

        assertThat(kink).isEqualTo(new JsonMapper().readTree("{\"at\": [1], \"left\": 0.0, \"right\": 1.0}"));
    }

    @Test
    void eluHasItsDigitsFarBelowZero() throws Exception {
        JsonNode check = service.json(post("{\"expression\": \"elu(x)\", \"parameters\": {\"x\": -30}}"));

        assertThat(check.at("/gradients/x/backpropagation").asDouble()).isEqualTo(9.357622968840175e-14);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"expression\": \"w *\", \"parameters\": {\"w\": 0}} | /expression",
                "{\"expression\": \"w * z\", \"parameters\": {\"w\": 0}} | /expression",
                "{\"expression\": \"w\", \"parameters\": {\"w\": [1, 2]}} | /expression",
                "{\"expression\": \"w\", \"parameters\": {\"w\": \"one\"}} | /parameters/w",
                "{\"expression\": \"w\", \"parameters\": {\"w\": 1e999}} | /parameters/w",
                "{\"expression\": 3} | /expression",
                "{} | /expression",
                "{\"expression\": \"1\", \"point\": {}} | /point",
                "[] | ''"
            })
    void answers422WithThePlaceOfAFault(String body, String pointer) throws Exception {
        HttpResponse<String> answer = post(body);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(service.json(answer).at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }

    @Test
    void answers422ForTooManyParameters() throws Exception {
        String vector = String.join(",", Collections.nCopies(1001, "1"));

        HttpResponse<String> answer = post("{\"expression\": \"sum(v)\", \"parameters\": {\"v\": [" + vector + "]}}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("more than 1000 numbers", "/parameters/v");
    }

    private HttpResponse<String> post(String body) throws Exception {
        return service.send("POST", "/gradients", body);
    }
}
