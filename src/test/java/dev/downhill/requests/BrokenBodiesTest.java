package dev.downhill.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Bodies with something broken at random, always the same ones, to everything that takes a body: none is an error of the
 * service's own, and none leaves anything behind.
 */
@ServiceTest(
        properties = {
            "downhill.web.posts-per-second=0",
            "downhill.web.request-time=1s",
            "server.tomcat.connection-timeout=500ms",
            "downhill.memory.budget=16MB",
            "downhill.requests.small=64KB",
            "downhill.jobs.max-run-time=100ms"
        })
class BrokenBodiesTest {
    private static final int CASES = 400;

    /** A body that is right, and where it goes. */
    private record Right(String path, String type, String body) {}

    private static final List<Right> RIGHT = List.of(
            new Right("/jobs", "application/json", FirstLesson.JSON),
            new Right(
                    "/jobs", "application/json", FirstLesson.JSON.replace("[2.0]", "[" + "0.5,".repeat(3_000) + "1]")),
            new Right(
                    "/sweeps",
                    "application/json",
                    "{\"grid\": {\"/optimizer/learningRate\": [0.1, 0.2]}, \"specification\": " + FirstLesson.JSON
                            + "}"),
            new Right(
                    "/transcripts",
                    "application/json",
                    "{\"lines\": [\"step 1: w=2.4000, loss=36.0000\"], \"specification\": " + FirstLesson.JSON + "}"),
            new Right(
                    "/gradients",
                    "application/json",
                    "{\"expression\": \"w * x\", \"parameters\": {\"w\": 1, \"x\": 2}}"),
            new Right("/datasets", "text/csv", "x,y\n1,2\n3,\"four\"\n"));

    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json;charset=latin1",
            "application/vnd.x+json",
            "text/csv",
            "text/plain",
            "*/*",
            "application/*",
            "application/yaml",
            "application/x-yaml",
            "application/xml",
            "application/cbor",
            "application/octet-stream",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "nonsense",
            "json/",
            ";",
            "application/json;charset=\"");

    @Autowired
    private MemoryBudget budget;

    @Autowired
    private RequestShares shares;

    @Test
    void noBodyCausesAnInternalErrorOrHoldsMemory(Service service) throws Exception {
        var random = new SplittableRandom(3);
        for (int i = 0; i < CASES; i++) {
            Right right = RIGHT.get(random.nextInt(RIGHT.size()));
            byte[] body = broken(right.body().getBytes(StandardCharsets.UTF_8), random);
            String type = random.nextInt(4) == 0 ? TYPES.get(random.nextInt(TYPES.size())) : right.type();
            int announced = body.length + (random.nextInt(40) == 0 ? random.nextInt(1, 1000) : 0);
            try (var request = new RawRequest(service.port(), right.path(), type, announced)) {
                request.send(body);
                if (random.nextInt(20) > 0) {
                    String answer = request.answer();
                    assertThat(answer)
                            .as(type + "\n" + new String(body, StandardCharsets.ISO_8859_1))
                            .matches("(?s)(20[0-2]|4\\d\\d|503).*");
                    assertThat(answer).doesNotContain("dev.downhill", "\tat ", "java.");
                }
            }
        }
        Held.awaitNothing(budget, shares);
    }

    /** Bytes changed, dropped, doubled, cut off, or odd ones put in. */
    private static byte[] broken(byte[] right, SplittableRandom random) {
        byte[] bytes = right;
        for (int change = random.nextInt(4); change > 0; change--) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(bytes.length - at, random.nextInt(1, 60));
            var out = new ByteArrayOutputStream();
            out.write(bytes, 0, at);
            switch (random.nextInt(6)) {
                case 0 -> out.write(random.nextInt(256));
                case 1 -> out.write(bytes, at, length);
                case 2 ->
                    out.writeBytes(List.of("\\ud800", "\\u0000", "{\"a\":", "[[[[", "1e999", "9".repeat(400))
                            .get(random.nextInt(6))
                            .getBytes(StandardCharsets.UTF_8));
                case 3 -> out.writeBytes(new byte[] {(byte) 0xC0, (byte) 0xAF, (byte) 0xED, (byte) 0xA0, (byte) 0x80});
                case 4 -> {
                    return bytes.length > 1 ? java.util.Arrays.copyOf(bytes, at + 1) : bytes;
                }
                default -> {}
            }
            int skipped = random.nextInt(2) * length;
            out.write(bytes, at + skipped, bytes.length - at - skipped);
            bytes = out.toByteArray().length == 0 ? right : out.toByteArray();
        }
        return bytes;
    }
}
