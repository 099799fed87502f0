package dev.downhill.bench.attack;

import java.util.List;

/** Clients that want every thread for themselves. */
final class QueueAttacks {
    private static final double SOON = 5;
    private static final double AT_ONCE = 1.5;
    private static final String REFUSED = Specifications.PLANE.replace("\"sgd\"", "\"none\"");

    private QueueAttacks() {}

    static List<Attack> all() {
        return List.of(
                new Attack(
                        "surfaces-and-a-step",
                        "three loss surfaces of a wide network; another opens a step of the first lesson",
                        scene -> {
                            String job = scene.attacker()
                                    .finish(Specifications.WIDE_NETWORK)
                                    .location();
                            Together.times(4, number -> {
                                if (number < 3) {
                                    scene.attacker().get(job + "/loss-surface?directions=random&points=200");
                                } else {
                                    Thread.sleep(1000);
                                    step(scene);
                                }
                            });
                        }),
                new Attack("long-queue", "500 long jobs of one client; another sends the first lesson", scene -> {
                    submit(scene.attacker(), 500);
                    lesson(scene);
                }),
                new Attack(
                        "long-queues",
                        "700 long jobs of each of three clients; another sends the first lesson and a long job",
                        scene -> {
                            Together.times(3, number -> submit(scene.attackers().get(number), 700));
                            lesson(scene);
                            long begun = System.nanoTime();
                            Answer job = scene.honest()
                                    .client()
                                    .submit(Specifications.XOR.replace("\"steps\": 50", "\"steps\": 20000"));
                            String now = job.text();
                            while (job.status() == 202
                                    && now.contains("\"status\":\"queued\"")
                                    && secondsSince(begun) < 150) {
                                Thread.sleep(100);
                                now = scene.honest()
                                        .client()
                                        .get(job.location())
                                        .text();
                            }
                            scene.findings()
                                    .expect(job.status() == 202, "an honest long job was answered " + job.status());
                            // Four clients take turns on two threads, and a run may take a minute.
                            scene.findings().within(130, secondsSince(begun), "start of an honest long job");
                        }),
                new Attack(
                        "short-queues",
                        "700 short jobs of 0.2 s of each of three clients; another sends the first lesson",
                        scene -> {
                            String half = Specifications.XOR.replace("\"steps\": 50", "\"steps\": 2000");
                            Together.times(3, number -> {
                                for (int i = 0; i < 700; i++) {
                                    scene.attackers().get(number).submit(half);
                                }
                            });
                            lesson(scene);
                        }),
                new Attack(
                        "sweeps",
                        "eight sweeps of 64 long jobs of one client; another sends a lesson and a sweep",
                        scene -> {
                            for (int i = 0; i < 8; i++) {
                                scene.attacker().post("/sweeps", Specifications.sweep(Specifications.LONG, 64));
                            }
                            lesson(scene);
                            sweep(scene);
                        }),
                new Attack(
                        "many-sweeps",
                        "eight sweeps of 64 long jobs of each of three clients; another sends a lesson and a sweep",
                        scene -> {
                            Together.times(3, number -> {
                                for (int i = 0; i < 8; i++) {
                                    scene.attackers()
                                            .get(number)
                                            .post("/sweeps", Specifications.sweep(Specifications.LONG, 64));
                                }
                            });
                            lesson(scene);
                            sweep(scene);
                        }),
                new Attack(
                        "refused-sweeps",
                        "eight sweeps of 64 jobs of a million rows that are refused, at once",
                        scene -> Together.times(
                                8, number -> scene.attacker().post("/sweeps", Specifications.sweep(REFUSED, 64)))),
                new Attack(
                        "refused-jobs",
                        "forty jobs of a million rows that are refused, at once",
                        scene -> Together.times(40, number -> scene.attacker().submit(REFUSED))),
                new Attack(
                        "deep-formulas",
                        "forty formulas of 4,000 characters that are refused, at once",
                        scene -> Together.times(40, number -> scene.attacker()
                                .submit(Specifications.factors(1900).replace("\"w\": 0.5", "\"v\": 0.5")))),
                new Attack(
                        "analyses",
                        "a hundred analyses of each of three clients; another opens a step of the first lesson",
                        scene -> {
                            String job = scene.attacker()
                                    .finish(Specifications.WIDE_NETWORK)
                                    .location();
                            List<String> jobs = List.of(
                                    job,
                                    scene.attackers()
                                            .get(1)
                                            .finish(Specifications.WIDE_NETWORK)
                                            .location(),
                                    scene.attackers()
                                            .get(2)
                                            .finish(Specifications.WIDE_NETWORK)
                                            .location());
                            Together.times(301, number -> {
                                if (number < 300) {
                                    scene.attackers()
                                            .get(number % 3)
                                            .get(jobs.get(number % 3) + "/sharpness?states=50");
                                } else {
                                    Thread.sleep(2000);
                                    step(scene);
                                }
                            });
                        }));
    }

    private static void submit(Client client, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            client.submit(Specifications.LONG);
        }
    }

    private static void lesson(Scene scene) throws InterruptedException {
        scene.findings().within(SOON, scene.honest().firstLesson(), "first lesson meanwhile");
    }

    private static void sweep(Scene scene) throws InterruptedException {
        Answer sweep = scene.honest().client().post("/sweeps", Specifications.sweep(Specifications.FIRST_LESSON, 2));
        scene.findings().expect(sweep.status() == 202, "an honest sweep was answered " + sweep.status());
    }

    private static void step(Scene scene) throws InterruptedException {
        long begun = System.nanoTime();
        Answer step = scene.honest().client().get(scene.honest().job() + "/steps/5");
        scene.findings().expect(step.status() == 200, "an honest step was answered " + step.status());
        scene.findings().within(AT_ONCE, secondsSince(begun), "a step of the first lesson meanwhile");
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
