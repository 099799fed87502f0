package dev.downhill.bench.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Bodies that are large when they are read, or never end. */
final class BodyAttacks {
    private static final int MEGA = 1 << 20;
    private static final int LONGEST = 16 * MEGA - 64;

    private BodyAttacks() {}

    static List<Attack> all() {
        return List.of(
                new Attack(
                        "half-objects",
                        "four half-sent bodies of empty objects, 15 MB each",
                        scene -> halfSent(scene, 4, 15 * MEGA)),
                new Attack(
                        "many-half-objects",
                        "two hundred half-sent bodies, 1 MB each",
                        scene -> halfSent(scene, 200, MEGA)),
                new Attack(
                        "empty-objects",
                        "16 MB of empty objects, of zeros, of empty texts, of brackets, four times each",
                        scene -> {
                            for (String unit : List.of("{}", "0", "\"\"", "[]", "null", "{\"a\":0}")) {
                                byte[] body = filled("{\"a\":[" + unit, "," + unit, "]}");
                                Together.times(4, number -> scene.attacker().send("POST", "/jobs", body));
                            }
                        }),
                new Attack(
                        "large-data",
                        "16 MB of numbers as a column, as rows of one and as a parameter, four times each",
                        scene -> {
                            List<byte[]> bodies = List.of(
                                    filled(
                                            "{\"model\": {\"expression\": \"w*x\", \"parameters\": {\"w\": 1}},"
                                                    + " \"data\": {\"x\": [1",
                                            ",1",
                                            "], \"y\": [1]}}"),
                                    filled(
                                            "{\"model\": {\"expression\": \"w*x\", \"parameters\": {\"w\": 1}},"
                                                    + " \"data\": {\"x\": [[1]",
                                            ",[1]",
                                            "], \"y\": [1]}}"),
                                    filled(
                                            "{\"model\": {\"expression\": \"w*x\", \"parameters\": {\"w\": [1",
                                            ",1",
                                            "]}}, \"data\": {\"x\": [1], \"y\": [1]}}"));
                            for (byte[] body : bodies) {
                                Together.times(4, number -> scene.attacker().send("POST", "/jobs", body));
                            }
                        }),
                new Attack("unknown-keys", "1.5 million unknown fields, four times, to four addresses", scene -> {
                    byte[] body = keys(1_500_000);
                    List<String> paths = List.of("/jobs", "/sweeps", "/gradients", "/transcripts");
                    Together.times(paths.size(), number -> scene.attacker().send("POST", paths.get(number), body));
                }),
                new Attack(
                        "digits", "numbers of 309, 400 and a million digits, and exponents of nine digits", scene -> {
                            for (String number : List.of(
                                    "9".repeat(309),
                                    "9".repeat(400),
                                    "-" + "9".repeat(400),
                                    "9".repeat(1_000_000),
                                    "0." + "3".repeat(1_000_000),
                                    "1e999999999",
                                    "1e-999999999",
                                    "1E2147483648")) {
                                for (String place : List.of(
                                        "{\"steps\": %s}",
                                        "{\"seed\": %s}",
                                        "{\"data\": {\"x\": [%s], \"y\": [1]}}",
                                        "{\"batchSize\": %s}",
                                        "{\"data\": {\"generator\": \"line\", \"n\": %s}}")) {
                                    scene.attacker().submit(place.formatted(number));
                                }
                            }
                        }),
                new Attack("depth", "a hundred thousand brackets, objects and parentheses within each other", scene -> {
                    scene.attacker().submit("[".repeat(100_000));
                    scene.attacker().submit("{\"a\":".repeat(100_000));
                    scene.attacker().submit("{\"data\": {\"x\": " + "[".repeat(400) + "1" + "]".repeat(400) + "}}");
                    for (String path : List.of("/jobs", "/gradients")) {
                        scene.attacker()
                                .post(
                                        path,
                                        "{\"model\": {\"expression\": \"" + "(".repeat(1900) + "x" + ")".repeat(1900)
                                                + "\"}}");
                        scene.attacker()
                                .post(
                                        path,
                                        "{\"expression\": \"" + "-".repeat(3900) + "x\", \"parameters\": {\"x\": 1}}");
                    }
                }),
                new Attack("long-words", "names, keys and texts of 15 MB, and of escapes", scene -> {
                    for (String word :
                            List.of("a".repeat(15 * MEGA), "\\u0000".repeat(2 * MEGA), "\\ud800".repeat(2 * MEGA))) {
                        scene.attacker().submit("{\"name\": \"" + word + "\"}");
                        scene.attacker().submit("{\"" + word + "\": 1}");
                        scene.attacker().submit("{\"data\": {\"text\": \"" + word + "\", \"context\": 3}}");
                    }
                }),
                new Attack("compressed", "a gigabyte of spaces as one megabyte of gzip, to three addresses", scene -> {
                    byte[] bomb = gzip();
                    for (String path : List.of("/jobs", "/datasets", "/sweeps")) {
                        scene.attacker()
                                .send(
                                        "POST",
                                        path,
                                        bomb,
                                        "Content-Encoding",
                                        "gzip",
                                        "Content-Type",
                                        path.equals("/datasets") ? "text/csv" : "application/json");
                    }
                }),
                new Attack(
                        "tables",
                        "CSV of a million rows, of 100,000 columns, of quotes without an end, four times each",
                        scene -> {
                            for (byte[] csv : List.of(
                                    filled("a,b\n", "1,2\n", ""),
                                    filled("a", ",a", "\n"),
                                    filled("a\n\"", "\"\"", ""),
                                    filled("a\n", "\n", ""))) {
                                Together.times(4, number -> scene.attacker()
                                        .send("POST", "/datasets", csv, "Content-Type", "text/csv"));
                            }
                        }),
                new Attack(
                        "slow-bodies",
                        "five hundred bodies of a byte a second",
                        scene -> slow(
                                scene,
                                wire -> wire.head(
                                        "POST /jobs",
                                        scene.key(),
                                        "Content-Length: 1000",
                                        "Content-Type: application/json"))),
                new Attack(
                        "slow-heads",
                        "five hundred heads of a byte a second",
                        scene -> slow(scene, wire -> wire.write("GET /jobs HTTP/1.1\r\nHost: localhost\r\nX-Slow: "))),
                new Attack(
                        "endless-chunks",
                        "eight bodies in chunks that never end",
                        scene -> Together.times(8, number -> {
                            byte[] chunk =
                                    ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
                            try (Wire wire = Wire.to(scene.service())) {
                                wire.head(
                                        "POST /jobs",
                                        scene.key(),
                                        "Transfer-Encoding: chunked",
                                        "Content-Type: application/json");
                                for (int i = 0; i < 1000; i++) {
                                    wire.write(chunk, chunk.length);
                                }
                                scene.tally().add(wire.status());
                            } catch (IOException e) {
                                scene.tally().add("closed");
                            }
                        })),
                new Attack(
                        "content-types", "thirty content types that no operation takes, to four addresses", scene -> {
                            List<String> types = List.of(
                                    "*/*",
                                    "application/*",
                                    "application/yaml",
                                    "application/x-yaml",
                                    "text/yaml",
                                    "application/cbor",
                                    "application/xml",
                                    "text/xml",
                                    "text/plain",
                                    "text/html",
                                    "multipart/form-data",
                                    "multipart/form-data; boundary=a",
                                    "application/x-www-form-urlencoded",
                                    "application/octet-stream",
                                    "application/x-ndjson",
                                    "application/problem+json",
                                    "application/json; charset=utf-16",
                                    "application/json; charset=none",
                                    "application/json;",
                                    "application/json; a",
                                    "json",
                                    "/",
                                    "a/b/c",
                                    "application/smile",
                                    "application/x-jackson-smile",
                                    "application/toml",
                                    "image/png",
                                    "text/csv; charset=none",
                                    "application/vnd.api+json",
                                    "application/jsonp");
                            for (String path : List.of("/jobs", "/datasets", "/sweeps", "/gradients")) {
                                for (String type : types) {
                                    scene.attacker().post(path, Specifications.FIRST_LESSON, "Content-Type", type);
                                }
                            }
                        }));
    }

    private static void halfSent(Scene scene, int count, int bytes) throws Exception {
        byte[] body = filled("{\"a\":[{}", ",{}", "]}");
        List<Wire> wires = new CopyOnWriteArrayList<>();
        try {
            Together.times(count, number -> {
                Wire wire = Wire.to(scene.service());
                wires.add(wire);
                try {
                    wire.head(
                                    "POST /jobs",
                                    scene.key(),
                                    "Content-Type: application/json",
                                    "Content-Length: " + body.length)
                            .write(body, bytes);
                    scene.tally().add("held");
                } catch (IOException e) {
                    scene.tally().add(wire.status());
                }
            });
            scene.findings().within(5, scene.honest().firstLesson(), "first lesson meanwhile");
            Thread.sleep(10_000);
        } finally {
            wires.forEach(Wire::close);
        }
    }

    /** What a connection begins with. */
    @FunctionalInterface
    private interface Beginning {
        void on(Wire wire) throws IOException;
    }

    /** Sends a byte a second over five hundred connections, and asks for the first lesson meanwhile. */
    private static void slow(Scene scene, Beginning beginning) throws Exception {
        List<Wire> wires = new ArrayList<>();
        try {
            for (int i = 0; i < 500; i++) {
                Wire wire = Wire.to(scene.service());
                wires.add(wire);
                beginning.on(wire);
            }
            for (int second = 0; second < 10; second++) {
                for (Wire wire : wires) {
                    try {
                        wire.write(" ");
                    } catch (IOException e) {
                        scene.tally().add("closed");
                    }
                }
                Thread.sleep(1000);
            }
            scene.findings().within(5, scene.honest().firstLesson(), "first lesson meanwhile");
        } finally {
            wires.forEach(Wire::close);
        }
    }

    /** Returns a text that has a unit as often as 16 MB hold. */
    private static byte[] filled(String start, String unit, String end) {
        int count = (LONGEST - start.length() - end.length()) / unit.length();
        return (start + unit.repeat(count) + end).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] keys(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"" + Integer.toString(i, 36) + "\":1")
                .collect(Collectors.joining(",", "{", "}"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            byte[] spaces = " ".repeat(MEGA).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 1024; i++) {
                out.write(spaces);
            }
        }
        return bytes.toByteArray();
    }
}
