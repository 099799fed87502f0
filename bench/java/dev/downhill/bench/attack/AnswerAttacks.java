package dev.downhill.bench.attack;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Requests whose answers are large, or whose readers read slowly. */
final class AnswerAttacks {
    private static final int AT_ONCE = 12;

    private AnswerAttacks() {}

    static List<Attack> all() {
        return List.of(
                new Attack(
                        "stalled-readers",
                        "100 readers that do not read, of a job with 61 parameters and gradients",
                        scene -> stalled(scene, 100)),
                new Attack("many-stalled-readers", "1,000 of them", scene -> stalled(scene, 1000)),
                new Attack("stalled-downloads", "200 connections that ask for a whole job and do not read", scene -> {
                    String job =
                            scene.attacker().finish(Specifications.LONG_RECORD).location();
                    List<String> requests = List.of(
                            "GET " + job,
                            "GET " + job + "/trajectory",
                            "GET " + job + "/steps/5",
                            "GET " + job + "/data");
                    scene.hold(
                            200, 10, (wire, number) -> wire.head(requests.get(number % requests.size()), scene.key()));
                }),
                new Attack("fleeting-readers", "2,000 readers that hang up at once", scene -> {
                    String job = scene.attacker().submit(Specifications.LONG).location();
                    for (int i = 0; i < 20; i++) {
                        scene.hold(
                                100,
                                0,
                                (wire, number) ->
                                        wire.head("GET " + job + "/events", scene.key(), "Accept: text/event-stream"));
                    }
                }),
                new Attack("plots", "12 pictures of 2000 x 2000, of 45 curves, at once, PNG and SVG", scene -> {
                    String job = scene.attacker()
                            .finish(Specifications.LONG_RECORD.replace("\"units\": 15", "\"units\": 11"))
                            .location();
                    many(scene, job + "/plot?width=2000&height=2000", "image/png");
                    many(scene, job + "/plot?width=2000&height=2000", "image/svg+xml");
                }),
                new Attack("drawings", "12 drawings of a graph of 600 factors at once, and of 100", scene -> {
                    many(
                            scene,
                            scene.attacker().finish(Specifications.factors(600)).location() + "/graph",
                            "image/svg+xml");
                    many(
                            scene,
                            scene.attacker().finish(Specifications.factors(100)).location() + "/graph",
                            "image/svg+xml");
                }),
                new Attack(
                        "predictions",
                        "12 requests for 10,000 rows of a network of a million parameters at once",
                        scene -> {
                            String job = scene.attacker()
                                    .finish(Specifications.MILLION)
                                    .location();
                            String rows = IntStream.range(0, 10_000)
                                    .mapToObj(row -> "[0.5,1]")
                                    .collect(Collectors.joining(","));
                            Together.times(AT_ONCE, number -> scene.attacker()
                                    .post(job + "/predictions", "{\"inputs\": {\"x\": [" + rows + "]}}"));
                        }),
                new Attack(
                        "models", "12 exports of a network of a million parameters at once, in each format", scene -> {
                            String job = scene.attacker()
                                    .finish(Specifications.MILLION)
                                    .location();
                            for (String type : List.of(
                                    "application/json",
                                    "application/vnd.safetensors",
                                    "application/onnx",
                                    "text/x-python")) {
                                many(scene, job + "/model", type);
                            }
                        }),
                new Attack("steps", "12 steps of a wide network opened at once, in each format", scene -> {
                    String job =
                            scene.attacker().finish(Specifications.WIDE_NETWORK).location();
                    for (String type : List.of("application/json", "text/plain", "text/vnd.graphviz")) {
                        many(scene, job + "/steps/5", type);
                    }
                }),
                new Attack("texts", "12 times the text, the rows and the whole of a job with a long record", scene -> {
                    String job =
                            scene.attacker().finish(Specifications.LONG_RECORD).location();
                    many(scene, job, "text/plain");
                    many(scene, job, "application/json");
                    many(scene, job + "/trajectory", "text/csv");
                    many(scene, job + "/trajectory", "application/x-ndjson");
                }),
                new Attack("lists", "12 times a page of 1,000 jobs, of which fifty have much data", scene -> {
                    String columns = IntStream.range(0, 20_000)
                            .mapToObj(Integer::toString)
                            .collect(Collectors.joining(","));
                    String job =
                            "{\"model\": {\"expression\": \"w*x\", \"parameters\": {\"w\": 0}}, \"steps\": 1, \"data\": {\"x\": [%s], \"y\": [%s]}}"
                                    .formatted(columns, columns);
                    Together.times(50, number -> scene.attacker().submit(job));
                    many(scene, "/jobs?limit=1000", "application/json");
                }),
                new Attack(
                        "surfaces",
                        "12 loss surfaces and 12 times sharpness of a network of a million parameters",
                        scene -> {
                            String job = scene.attacker()
                                    .finish(Specifications.MILLION)
                                    .location();
                            many(scene, job + "/loss-surface?directions=random&points=200", "application/json");
                            many(scene, job + "/sharpness?states=100", "application/json");
                        }),
                new Attack("gradients", "12 gradients of a formula of 300 factors and 1,000 values at once", scene -> {
                    String ones = IntStream.range(0, 1000).mapToObj(i -> "1").collect(Collectors.joining(","));
                    String body = "{\"expression\": \"sum(a * %s)\", \"parameters\": {\"a\": [%s]}}"
                            .formatted("sin(a) * ".repeat(300) + "a", ones);
                    Together.times(AT_ONCE, number -> scene.attacker().post("/gradients", body));
                }),
                new Attack("transcripts", "8 transcripts of 19,000 numbers of a run of 10,000 steps", scene -> {
                    String lines = IntStream.range(0, 1000)
                            .mapToObj(i -> "\"step %d: ".formatted(i + 1) + "w=2.5, loss=0.5, ".repeat(9) + "\"")
                            .collect(Collectors.joining(","));
                    String body = "{\"specification\": %s, \"lines\": [%s]}"
                            .formatted(Specifications.FIRST_LESSON.replace("\"steps\": 10", "\"steps\": 10000"), lines);
                    Together.times(8, number -> scene.attacker().post("/transcripts", body));
                }),
                new Attack(
                        "names", "names of control characters, lone surrogates and markup in every picture", scene -> {
                            for (String name : List.of(
                                    "\\u0000\\u0001\\u001b",
                                    "\\ud800",
                                    "\\udfff\\ud800",
                                    "]]><&\\\"'",
                                    "\\ufffe\\uffff",
                                    "\\u202e")) {
                                String job = scene.attacker()
                                        .finish(Specifications.with(
                                                "\"name\": \"" + name + "\"", Specifications.FIRST_LESSON))
                                        .location();
                                for (String part : List.of("/plot", "/graph")) {
                                    Answer picture = scene.attacker().get(job + part, "Accept", "image/svg+xml");
                                    scene.findings()
                                            .expect(
                                                    picture.status() != 200 || Xml.isWellFormed(picture.text()),
                                                    name + " breaks " + part);
                                }
                                scene.attacker().get(job, "Accept", "text/plain");
                                scene.attacker().get(job + "/model", "Accept", "text/x-python");
                                scene.attacker().get(job + "/model", "Accept", "application/onnx");
                            }
                        }));
    }

    private static void many(Scene scene, String path, String type) throws Exception {
        Together.times(AT_ONCE, number -> scene.attacker().get(path, "Accept", type));
    }

    private static void stalled(Scene scene, int count) throws Exception {
        String job = scene.attacker().finish(Specifications.LONG_RECORD).location();
        scene.hold(
                count,
                5,
                (wire, number) -> wire.head("GET " + job + "/events", scene.key(), "Accept: text/event-stream"));
        scene.hold(count, 30, (wire, number) -> {
            wire.head("GET " + job + "/events", scene.key(), "Accept: text/event-stream");
            if (number == count - 1) {
                Thread.sleep(5000);
                scene.findings().within(5, scene.honest().firstLesson(), "first lesson meanwhile");
            }
        });
    }
}
