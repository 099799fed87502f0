package dev.downhill.bench.attack;

import static dev.downhill.bench.attack.Specifications.outer;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Jobs that need much memory or much time. */
final class JobAttacks {
    private JobAttacks() {}

    static List<Attack> all() {
        return List.of(
                new Attack("wide-networks", "seven jobs of layers 512-512-2, one after the other", scene -> {
                    for (int i = 0; i < 7; i++) {
                        scene.attacker().finish(Specifications.WIDE_NETWORK);
                    }
                }),
                new Attack("long-texts", "five jobs of 20,000 characters with a context of 1,000, at once", scene -> {
                    String text = Specifications.longText(20_000, 1000);
                    Together.times(5, number -> scene.attacker().finish(text));
                }),
                new Attack(
                        "many-texts",
                        "thirty jobs of 20,000 characters with a context of 300, in the queue behind long jobs",
                        scene -> {
                            String text = Specifications.longText(20_000, 300);
                            Together.times(10, number -> scene.attacker().submit(Specifications.LONG));
                            Together.times(30, number -> scene.attacker().submit(text));
                        }),
                new Attack("planes", "17 jobs of a million rows, at once", scene -> {
                    Together.times(17, number -> scene.attacker().submit(Specifications.PLANE));
                    Thread.sleep(5000);
                }),
                new Attack(
                        "outer-products",
                        "eight formulas with many intermediate values, at once, of 100 to 2,000 values a side",
                        scene -> {
                            for (int size : List.of(100, 500, 1000, 2000)) {
                                List<String> formulas = List.of(
                                        outer("sum(exp(a) * b) * w * x", size, 3),
                                        outer("sum(a @ b) * w * x", size, 3),
                                        outer("sum(softmax(a * b)) * w * x", size, 3),
                                        outer("sum((a - b) ** 2) * w * x", size, 3),
                                        outer("mean(max(a, b)) * w * x", size, 3),
                                        outer(
                                                "sum(" + "tanh(".repeat(20) + "a * b" + ")".repeat(20) + ") * w * x",
                                                size,
                                                3),
                                        outer("sum((a * b) @ (a * b)) * w * x", size, 3),
                                        outer("sum(exp(a) * b) * w * x", 50 * size, 3));
                                Together.times(formulas.size(), number -> scene.attacker()
                                        .finish(formulas.get(number)));
                            }
                        }),
                new Attack("large-diagnoses", "ten formulas that diverge and nearly fill the budget", scene -> {
                    Together.times(
                            10, number -> scene.attacker().finish(outer("sum(erf(erf(erf(a * b)))) * w * x", 1500, 1)));
                    scene.findings()
                            .expect(
                                    scene.attacker()
                                            .get("/jobs?status=failed")
                                            .json()
                                            .path("jobs")
                                            .isEmpty(),
                                    "a job failed");
                }),
                new Attack(
                        "huge-layers",
                        "layers of up to a million units, 64 layers, embeddings of 5,000 numbers",
                        scene -> {
                            String chain = Stream.generate(
                                            () -> "{\"type\": \"linear\", \"units\": 1, \"activation\": \"tanh\"}")
                                    .limit(64)
                                    .collect(Collectors.joining(","));
                            List<String> layers = List.of(
                                    "{\"type\": \"linear\", \"units\": 1000000}, {\"type\": \"linear\", \"units\": 1}",
                                    "{\"type\": \"linear\", \"units\": 30000}, {\"type\": \"linear\", \"units\": 1}",
                                    "{\"type\": \"linear\", \"units\": 2000000000}, {\"type\": \"linear\", \"units\":"
                                            + " 1}",
                                    "{\"type\": \"linear\", \"units\": 5000}, {\"type\": \"layerNorm\"}, {\"type\":"
                                            + " \"dropout\", \"p\": 0.5}, {\"type\": \"linear\", \"units\": 20},"
                                            + " {\"type\": \"linear\", \"units\": 1}",
                                    chain,
                                    chain.replace("\"units\": 1", "\"units\": 250"));
                            for (String some : layers) {
                                scene.attacker()
                                        .finish(
                                                """
                                {"model": {"layers": [%s]}, "data": {"generator": "line", "n": 100}, "steps": 3}"""
                                                        .formatted(some));
                            }
                            scene.attacker()
                                    .finish(Specifications.longText(2000, 20)
                                            .replace("\"embeddingDim\": 2", "\"embeddingDim\": 5000"));
                        }),
                new Attack("long-records", "ten jobs with 61 parameters and gradients at 20,000 steps", scene -> {
                    Together.times(10, number -> scene.attacker().finish(Specifications.LONG_RECORD));
                }),
                new Attack(
                        "diverging",
                        "twenty wide networks with a rate of 1e300 and as many that are cancelled",
                        scene -> {
                            String diverging = Specifications.WIDE_NETWORK
                                    .replace("0.001", "1e300")
                                    .replace("float32", "float64");
                            Together.times(10, number -> scene.attacker().finish(diverging));
                            for (int i = 0; i < 10; i++) {
                                Answer job = scene.attacker()
                                        .submit(Specifications.WIDE_NETWORK.replace(
                                                "\"steps\": 20", "\"steps\": 10000"));
                                scene.attacker().post(job.location() + "/cancel", "");
                            }
                        }),
                new Attack("forks", "thirty forks of a wide network", scene -> {
                    Answer job = scene.attacker().finish(Specifications.WIDE_NETWORK);
                    for (int i = 0; i < 30; i++) {
                        scene.attacker().patiently(() -> scene.attacker()
                                .post(
                                        job.location() + "/forks",
                                        "{\"step\": 1, \"changes\": {\"steps\": 30}}",
                                        "Prefer",
                                        "wait=30"));
                    }
                }),
                new Attack(
                        "heavy-jobs",
                        "eighty heavy jobs one after the other, then twenty at once, again after 429 and 503",
                        scene -> {
                            List<String> kinds = List.of(
                                    Specifications.WIDE_NETWORK,
                                    Specifications.longText(5000, 500),
                                    Specifications.PLANE.replace("1000000", "200000"),
                                    outer("sum(exp(a) * b) * w * x", 1000, 3),
                                    Specifications.LONG_RECORD,
                                    Specifications.MILLION);
                            for (int i = 0; i < 80; i++) {
                                finished(scene, kinds.get(i % kinds.size()));
                            }
                            Together.times(20, number -> finished(scene, kinds.get(number % kinds.size())));
                        }),
                new Attack("long-steps", "two jobs with steps of many seconds, which are cancelled", scene -> {
                    Together.times(2, number -> {
                        Answer job = scene.attacker().submit(Specifications.LONG_STEP);
                        Thread.sleep(3000);
                        scene.attacker().post(job.location() + "/cancel", "");
                        long begun = System.nanoTime();
                        while (job.status() == 202
                                && scene.attacker().get(job.location()).text().contains("\"status\":\"running\"")) {
                            Thread.sleep(50);
                        }
                        scene.findings().within(2, (System.nanoTime() - begun) / 1e9, "end of a cancelled step");
                    });
                }));
    }

    /** Sends a job again until it is taken, and follows it to its end. */
    private static void finished(Scene scene, String specification) throws InterruptedException {
        Answer job = scene.attacker().finish(specification);
        long deadline = System.nanoTime() + 120_000_000_000L;
        Answer now = job;
        while (now.status() == 202 || now.status() == 200 && now.text().contains("\"finishedAt\":null")) {
            Thread.sleep(200);
            now = scene.attacker().get(job.location());
            if (System.nanoTime() > deadline) {
                break;
            }
        }
        scene.findings()
                .expect(
                        now.text().contains("\"status\":\"succeeded\""),
                        "a heavy job was not done: " + now.status() + " " + start(now.text()));
    }

    private static String start(String text) {
        return text.substring(0, Math.min(text.length(), 200));
    }
}
