package dev.downhill.jobs.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The fingerprint of a job, computed from its JSON as docs/reference/numerics.md says. */
@ServiceTest
class FingerprintOverHttpTest {
    private static final Pattern NAME = Pattern.compile("^\\{\"name\":(?:null|\"(?:[^\"\\\\]|\\\\.)*\"),");
    private static final Pattern TOKEN =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|-?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?");

    private final Service service;

    FingerprintOverHttpTest(Service service) {
        this.service = service;
    }

    @Test
    void fingerprintIsTheOneThatTheDocumentDescribes() throws Exception {
        assertDescribed(FirstLesson.JSON);
        assertDescribed("""
                {"name": "with \\"test rows\\"", "model": {"expression": "w * x + b", "parameters": {"w": 0.5, "b": 0}},
                 "data": {"x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], "y": [2.5, 4, 6, 8, 10, 12, 14, 16, 18, 20.125], "testFraction": 0.2},
                 "optimizer": {"type": "adam", "learningRate": 1e-2}, "steps": 25, "record": {"every": 4}}""");
    }

    private void assertDescribed(String specification) throws Exception {
        JsonNode job = service.json(service.post(specification, "Prefer", "wait=20"));

        assertThat(job.at("/result/fingerprint").asString()).isEqualTo(described(job));
    }

    @Test
    void forkHasAFingerprintOfItsOwn() throws Exception {
        JsonNode origin = service.json(service.post(FirstLesson.JSON, "Prefer", "wait=20"));
        String path = origin.at("/links/forks").asString();
        JsonNode fork = service.json(service.send("POST", path, "{\"step\": 5}", "Prefer", "wait=20"));
        JsonNode again = service.json(service.send("POST", path, "{\"step\": 5}", "Prefer", "wait=20"));

        assertThat(fork.at("/result/fingerprint").asString())
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(origin.at("/result/fingerprint").asString())
                .isEqualTo(again.at("/result/fingerprint").asString());
    }

    private static String described(JsonNode job) throws Exception {
        String text = NAME.matcher(job.get("specification").toString()).replaceFirst("{");
        String canonical = TOKEN.matcher(text).replaceAll(found -> quoted(found.group()));
        var numbers = new ByteArrayOutputStream();
        var out = new DataOutputStream(numbers);
        JsonNode trajectory = job.get("trajectory");
        out.writeLong(trajectory.get("step").size());
        trajectory.get("step").forEach(step -> writeLong(out, step.asLong()));
        trajectory.get("loss").forEach(loss -> write(out, loss.asDouble()));
        out.writeLong(trajectory.get("parameters").size());
        for (String name : trajectory.get("parameters").propertyNames()) {
            out.writeLong(1);
            write(out, trajectory.get("initial").get(name).asDouble());
            trajectory.get("parameters").get(name).forEach(value -> write(out, value.asDouble()));
        }
        out.writeLong(trajectory.get("gradients").size());
        for (String name : trajectory.get("gradients").propertyNames()) {
            out.writeLong(1);
            write(out, 0);
            trajectory.get("gradients").get(name).forEach(value -> write(out, value.asDouble()));
        }
        JsonNode tests = trajectory.path("testLoss");
        out.writeLong(tests.path("step").size());
        for (int i = 0; i < tests.path("step").size(); i++) {
            out.writeLong(tests.get("step").get(i).asLong());
            write(out, tests.get("loss").get(i).asDouble());
        }
        out.writeLong(job.at("/progress/step").asLong());
        for (JsonNode parameter : job.at("/result/parameters").values()) {
            out.writeLong(1);
            write(out, parameter.asDouble());
        }
        write(out, job.at("/result/finalLoss").asDouble());
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(("downhill 1\n" + canonical).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(numbers.toByteArray()));
    }

    /** A number becomes its significant digits and the power of ten of the first one; a text stays. */
    private static String quoted(String token) {
        if (token.startsWith("\"")) {
            return token.replace("\\", "\\\\").replace("$", "\\$");
        }
        BigDecimal number = new BigDecimal(token).stripTrailingZeros();
        return number.signum() == 0 ? "0" : number.unscaledValue() + "e" + (number.precision() - number.scale() - 1);
    }

    private static void write(DataOutputStream out, double number) {
        writeLong(out, Double.doubleToLongBits(number));
    }

    private static void writeLong(DataOutputStream out, long number) {
        try {
            out.writeLong(number);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
