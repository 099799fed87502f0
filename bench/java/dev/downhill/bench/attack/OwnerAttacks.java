package dev.downhill.bench.attack;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Clients that would push others out, or pass for others. */
final class OwnerAttacks {
    private OwnerAttacks() {}

    static List<Attack> all() {
        return List.of(
                new Attack(
                        "large-kept-jobs",
                        "thirty jobs whose data are wide or not given as JSON, which are kept",
                        scene -> {
                            String data = Specifications.PLANE.replace("1000000", "300000");
                            for (int i = 0; i < 30; i++) {
                                scene.attacker().finish(data);
                            }
                        }),
                new Attack(
                        "small-kept-jobs",
                        "12,000 first lessons, more than are kept",
                        scene -> Together.times(16, number -> {
                            for (int i = 0; i < 750; i++) {
                                scene.attacker().finish(Specifications.FIRST_LESSON);
                            }
                        })),
                new Attack("small-data-sets", "a hundred data sets of a few bytes", scene -> {
                    for (int i = 0; i < 100; i++) {
                        scene.attacker().post("/datasets", "a,b\n1,2\n", "Content-Type", "text/csv");
                    }
                }),
                new Attack("large-data-sets", "twenty data sets of 9 MB", scene -> {
                    String csv = "a,b,c,d,e\n" + "1,2,3,4,5\n".repeat(900_000);
                    for (int i = 0; i < 20; i++) {
                        scene.attacker().post("/datasets", csv, "Content-Type", "text/csv");
                    }
                }),
                new Attack("small-sweeps", "120 sweeps of two first lessons, more than are kept", scene -> {
                    for (int i = 0; i < 120; i++) {
                        scene.attacker().patiently(() -> scene.attacker()
                                .post("/sweeps", Specifications.sweep(Specifications.FIRST_LESSON, 2)));
                    }
                }),
                new Attack(
                        "large-sweeps",
                        "twenty sweeps of a specification of a megabyte; another sends a small one",
                        scene -> {
                            String large = Specifications.with(
                                    "\"name\": \"" + " ".repeat(199) + "\"",
                                    Specifications.FIRST_LESSON
                                            .replace("[2.0]", "[2.0" + ",2.0".repeat(130_000) + "]")
                                            .replace("[6.0]", "[6.0" + ",6.0".repeat(130_000) + "]"));
                            for (int i = 0; i < 20; i++) {
                                scene.attacker().post("/sweeps", Specifications.sweep(large, 2));
                                Thread.sleep(500);
                            }
                            Answer sweep = scene.honest()
                                    .client()
                                    .post("/sweeps", Specifications.sweep(Specifications.FIRST_LESSON, 2));
                            scene.findings()
                                    .expect(sweep.status() == 202, "an honest sweep was answered " + sweep.kind());
                        }),
                new Attack(
                        "idempotency-keys",
                        "5,000 idempotency keys of up to 7,000 characters",
                        scene -> Together.times(8, number -> {
                            for (int i = 0; i < 625; i++) {
                                String key = Integer.toString(number * 625 + i).repeat(i % 5 == 0 ? 1500 : 50);
                                scene.attacker()
                                        .post(
                                                "/jobs",
                                                Specifications.FIRST_LESSON,
                                                "Idempotency-Key",
                                                key.substring(0, Math.min(key.length(), i % 5 == 0 ? 7000 : 250)));
                            }
                        })),
                new Attack(
                        "same-idempotency-key",
                        "a hundred times the same key at once, also after its job is deleted",
                        scene -> {
                            Together.times(100, number -> scene.attacker()
                                    .post("/jobs", Specifications.FIRST_LESSON, "Idempotency-Key", "one"));
                            Answer job = scene.attacker()
                                    .post(
                                            "/jobs",
                                            Specifications.FIRST_LESSON,
                                            "Idempotency-Key",
                                            "one",
                                            "Prefer",
                                            "wait=5");
                            scene.attacker().send("DELETE", job.location(), new byte[0]);
                            Answer again = scene.attacker()
                                    .post("/jobs", Specifications.FIRST_LESSON, "Idempotency-Key", "one");
                            scene.findings()
                                    .expect(
                                            again.status() == 202 || again.status() == 201,
                                            "the key of a deleted job was answered " + again.status());
                        }),
                new Attack(
                        "wrong-keys",
                        "200 wrong keys; then a right one from the same and from another address",
                        scene -> {
                            for (int i = 0; i < 200; i++) {
                                try (Client guess =
                                        new Client(scene.service(), "guess-" + i + "-of-a-key", scene.tally())) {
                                    guess.get("/jobs");
                                }
                            }
                            for (String address : List.of("127.0.0.1", "127.0.0.2")) {
                                try (Wire wire = Wire.from(address, scene.service())) {
                                    String status =
                                            wire.head("GET /jobs", scene.key()).status();
                                    scene.findings()
                                            .expect(
                                                    status.equals("200"),
                                                    "a right key from " + address + " was answered " + status);
                                }
                            }
                        }),
                new Attack("others-things", "a student's key for all that belongs to another", scene -> {
                    String job = scene.honest().job();
                    List<String> paths = List.of(
                            "",
                            "/trajectory",
                            "/events",
                            "/plot",
                            "/steps/1",
                            "/graph",
                            "/loss-surface",
                            "/model",
                            "/data",
                            "/sharpness",
                            "/sample");
                    for (String path : paths) {
                        Answer answer = scene.attacker().get(job + path);
                        scene.findings()
                                .expect(
                                        answer.status() == 404,
                                        path + " of another's job was answered " + answer.status());
                    }
                    scene.attacker().send("DELETE", job, new byte[0]);
                    scene.attacker().post(job + "/cancel", "");
                    scene.attacker().post(job + "/forks", "{\"step\": 1}");
                }),
                new Attack("odd-requests", "methods, paths and parameters that are none", scene -> {
                    String job =
                            scene.attacker().finish(Specifications.FIRST_LESSON).location();
                    for (String method : List.of("PUT", "PATCH", "TRACE", "OPTIONS", "PROPFIND", "DELETE")) {
                        scene.attacker().send(method, "/jobs", new byte[0]);
                    }
                    for (String query : List.of(
                            "limit=-1",
                            "limit=99999999999",
                            "after=x",
                            "status=none",
                            "limit=%00",
                            "status=" + "a".repeat(4000))) {
                        scene.attacker().get("/jobs?" + query);
                    }
                    for (String path : List.of(
                            "/steps/-1",
                            "/steps/99999999999999999999",
                            "/trajectory?from=x",
                            "/trajectory?every=0",
                            "/plot?width=-1",
                            "/plot?curves="
                                    + IntStream.range(0, 500)
                                            .mapToObj(i -> "c" + i)
                                            .collect(Collectors.joining(",")),
                            "/loss-surface?x=w&points=100000000",
                            "/loss-surface?x=w&xMin=1e308&xMax=-1e308",
                            "/sharpness?states=1000000000",
                            "/data?limit=-1",
                            "/..%2f..%2fetc/passwd",
                            "/%00",
                            "/plot?theme=%F0%9F%92%A3")) {
                        scene.attacker().get(job + path);
                    }
                }));
    }
}
