package dev.downhill.bench.attack;

import java.util.List;

/** Starts that must fail, and a stop that must not wait; each with a process of its own. */
final class StartAttacks {
    private StartAttacks() {}

    static List<Attack> all() {
        return List.of(
                new Attack("bad-starts", "an empty key, equal keys, an unknown and a negative property", scene -> {
                    List<String[]> starts = List.of(
                            new String[] {"--downhill.security.keys.teacher="},
                            new String[] {
                                "--downhill.security.keys.teacher=one-key-for-two-people",
                                "--downhill.security.keys.students.ada=one-key-for-two-people"
                            },
                            new String[] {"--downhill.jobs.thread=2"},
                            new String[] {"--downhill.jobs.queue-length=-1"});
                    for (String[] options : starts) {
                        try (ServiceProcess service = ServiceProcess.launch(options)) {
                            int code = service.awaitExit(60);
                            scene.tally().add("exit " + code);
                            scene.findings().expect(code == 1, String.join(" ", options) + " ended with " + code);
                        }
                    }
                }),
                new Attack("stop", "a stop while two long steps, a long queue and 200 readers go on", scene -> {
                    try (ServiceProcess service = ServiceProcess.start();
                            Client client = new Client(service, "none", scene.tally())) {
                        client.submit(Specifications.LONG_STEP);
                        client.submit(Specifications.LONG_STEP);
                        String job = client.submit(Specifications.LONG).location();
                        for (int i = 0; i < 100; i++) {
                            client.submit(Specifications.LONG);
                        }
                        var own = new Scene(
                                service,
                                List.of("none"),
                                List.of(client),
                                scene.honest(),
                                client,
                                scene.tally(),
                                scene.findings());
                        own.hold(200, 2, (wire, number) -> {
                            wire.head("GET " + job + "/events", "none", "Accept: text/event-stream");
                            if (number == 199) {
                                long begun = System.nanoTime();
                                service.terminate();
                                int code = service.awaitExit(30);
                                scene.tally().add("exit " + code);
                                scene.findings()
                                        .within(7, (System.nanoTime() - begun) / 1e9, "stop with a grace of 5 s");
                            }
                        });
                    }
                }));
    }
}
